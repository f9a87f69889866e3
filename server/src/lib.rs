//! The server of Effen.
//!
//! Arrows run one way: web, cli and jobs → bank, pay, chat, outreach, import → db → core.

#![recursion_limit = "512"]

pub mod app;
pub mod audit;
pub mod bank;
pub mod cases;
pub mod charge;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod daily;
pub mod db;
pub mod demo;
pub mod documents;
pub mod error;
pub mod export;
pub mod gate;
pub mod hashing;
pub mod ics;
pub mod import;
pub mod jobs;
pub mod law;
pub mod learn;
pub mod mail;
pub mod new_id;
pub mod outreach;
pub mod owned_key;
pub mod pay;
pub mod phone;
pub mod remittance;
pub mod search;
pub mod second_step;
pub mod segment;
pub mod self_check;
pub mod standing;
pub mod testing;
pub mod upload;
pub mod waive;
pub mod web;
