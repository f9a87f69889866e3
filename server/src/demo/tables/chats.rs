//! Conversations, as they came out.

use super::super::talk::SimChat;
use super::super::write::DemoAgent;
use super::{CLOSING, CONVERSATION, MESSAGE, Tables};
use crate::db::bulk::Value;
use crate::new_id;
use effen::kinds::Lang;
use jiff::Timestamp;

impl Tables {
    /// A debtor's conversation with everything that was said in it; nothing if nothing was.
    pub(in crate::demo) fn chats(&mut self, debtor: &str, chats: &[SimChat], agents: &[DemoAgent], lang: Lang) {
        let (Some(first), Some(last)) = (chats.first(), chats.last()) else { return };
        let conversation = new_id::uuid();
        let speaking: Vec<&DemoAgent> = agents.iter().filter(|agent| agent.languages.contains(&lang)).collect();
        let agent = |n: usize| speaking[(n + chats.len()) % speaking.len()].id.clone();
        let (mut seq, mut read) = (0_i64, 0_i64);
        let mut rows = Vec::new();
        for (n, chat) in chats.iter().enumerate() {
            seq += 1;
            rows.push(said(&conversation, seq, None, &chat.question, chat.at));
            let Some((at, answer)) = &chat.answer else { continue };
            seq += 1;
            read = seq;
            rows.push(said(&conversation, seq, Some(agent(n)), answer, *at));
            if let Some(closed_at) = chat.closed_at {
                let (reason, outcome) = chat.topic.closed_as();
                let closed = closed_at.as_millisecond();
                self.all[CLOSING].push(vec![
                    new_id::uuid().into(),
                    conversation.clone().into(),
                    debtor.into(),
                    agent(n).into(),
                    seq.into(),
                    reason.as_str().into(),
                    outcome.into(),
                    closed.into(),
                    chat.rating.into(),
                    chat.rating.map(|_| closed).into(),
                ]);
            }
        }
        let (status, outcome) = match (&last.answer, last.closed_at) {
            (None, _) => ("waiting", ""),
            (Some(_), None) => ("assigned", ""),
            (Some(_), Some(_)) => ("closed", last.topic.closed_as().1),
        };
        self.all[CONVERSATION].push(vec![
            conversation.into(),
            debtor.into(),
            Some(last.claim.clone()).into(),
            status.into(),
            (status == "assigned").then(|| agent(chats.len() - 1)).into(),
            seq.into(),
            read.into(),
            read.into(),
            read.into(),
            read.into(),
            outcome.into(),
            first.at.as_millisecond().into(),
            waiting_since(chats).map(Timestamp::as_millisecond).into(),
            last.closed_at.map(Timestamp::as_millisecond).into(),
        ]);
        rows.into_iter().for_each(|row| self.all[MESSAGE].push(row));
    }
}

/// When somebody wrote first of what nobody has answered.
fn waiting_since(chats: &[SimChat]) -> Option<Timestamp> {
    chats.iter().rev().take_while(|chat| chat.answer.is_none()).last().map(|chat| chat.at)
}

fn said(conversation: &str, seq: i64, agent: Option<String>, body: &str, at: Timestamp) -> Vec<Value> {
    vec![
        conversation.into(),
        seq.into(),
        format!("demo-message-{seq}").into(),
        if agent.is_some() { "agent" } else { "debtor" }.into(),
        agent.into(),
        body.into(),
        at.as_millisecond().into(),
    ]
}
