//! What an access opens and what it never does, on both engines, through the whole router.

mod acts;
mod scopes;
pub mod world;
