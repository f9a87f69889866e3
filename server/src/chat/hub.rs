//! Who is there: one room a debtor, holding the open sockets of both sides. It carries no message, only the word that
//! there is something to fetch, so that losing it costs time and never a message. In memory; other processes' changes
//! and ended sessions are found by the tasks in `watch`.

use super::post::Post;
use crate::db::chat_mark::{Mark, Reach, Side};
use crate::db::message::MessageRow;
use effen::chat::TYPING_SHOWN_MS;
use effen::chat::mark::Marks;
use effen::ids::DebtorId;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, broadcast};

/// What happens in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// There is something to fetch.
    Changed,
    /// This message was stored: whoever has all before it need not fetch it.
    Stored(Arc<MessageRow>),
    /// A side has come so far.
    Reached(Side, Marks),
    /// The conversation was found standing like this: whoever knows that already need not fetch.
    Found(Arc<Mark>),
    /// A side types.
    Typing(Side),
    /// Somebody came or went.
    Presence,
    /// The session with this token hash has ended.
    Ended(String),
}

/// Events a socket may lag behind before it fetches everything anew.
const EVENTS_MAX: usize = 16;
/// Sockets of one side in one room: several devices and tabs, not a flood.
pub const SOCKETS_MAX: usize = 12;

/// All rooms of this process.
#[derive(Debug)]
pub struct Hub {
    /// Tells this process from others on the same database.
    pub mark: String,
    reached: Mutex<HashMap<(DebtorId, String, Side), Marks>>,
    /// Messages on their way to the database.
    pub(super) post: Post,
    /// Held by whoever writes about many conversations: two such transactions of one process would wait for each other's
    /// rows, one after the other.
    pub(super) writing: tokio::sync::Mutex<()>,
    /// Rung when `reached` has something.
    pub(super) reaching: Arc<Notify>,
    rooms: Mutex<BTreeMap<String, Room>>,
    next: AtomicU64,
    watched: AtomicBool,
    followed: AtomicBool,
}

#[derive(Debug)]
struct Room {
    events: broadcast::Sender<Event>,
    seats: Vec<SeatEntry>,
    standing: Option<Mark>,
}

#[derive(Debug, Clone)]
struct SeatEntry {
    number: u64,
    /// None: a helper, who only hears that there is something and is asked for their right each time.
    side: Option<Side>,
    /// Of the session that sits here; '' for a helper.
    token_hash: String,
    /// Which agent sits here; '' for a debtor.
    agent: String,
    /// When they typed last.
    typed: Option<Instant>,
}

/// A place in a room; leaving it (dropping) tells the others.
#[derive(Debug)]
pub struct Seat {
    hub: Arc<Hub>,
    room: String,
    number: u64,
    /// What happens.
    pub events: broadcast::Receiver<Event>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            mark: crate::new_id::token(),
            reached: Mutex::default(),
            post: Post::default(),
            writing: tokio::sync::Mutex::default(),
            reaching: Arc::default(),
            rooms: Mutex::default(),
            next: AtomicU64::default(),
            watched: AtomicBool::default(),
            followed: AtomicBool::default(),
        }
    }
}

impl Hub {
    fn rooms(&self) -> MutexGuard<'_, BTreeMap<String, Room>> {
        // A panic elsewhere cannot leave the map half-changed: each change is one call.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a seat in a debtor's room, an agent by id; none when that side has too many sockets open.
    pub fn sit(self: &Arc<Self>, debtor: &str, side: Side, token_hash: &str, agent: &str) -> Option<Seat> {
        self.take_seat(debtor, Some(side), token_hash, agent)
    }

    /// Takes a helper's seat; none when there are too many of them.
    pub fn overhear(self: &Arc<Self>, debtor: &str) -> Option<Seat> {
        self.take_seat(debtor, None, "", "")
    }

    fn take_seat(self: &Arc<Self>, debtor: &str, side: Option<Side>, token_hash: &str, agent: &str) -> Option<Seat> {
        let mut rooms = self.rooms();
        let room = rooms.entry(debtor.to_owned()).or_insert_with(|| Room {
            events: broadcast::channel(EVENTS_MAX).0,
            seats: Vec::new(),
            standing: None,
        });
        if room.seats.iter().filter(|seat| seat.side == side).count() >= SOCKETS_MAX {
            return None;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let (token_hash, agent) = (token_hash.to_owned(), agent.to_owned());
        room.seats.push(SeatEntry { number, side, token_hash, agent, typed: None });
        let events = room.events.subscribe();
        let _ = room.events.send(Event::Presence);
        Some(Seat { hub: self.clone(), room: debtor.to_owned(), number, events })
    }

    /// Tells a debtor's room that there is something to fetch.
    pub fn changed(&self, debtor: &str) {
        self.tell(debtor, Event::Changed);
    }

    /// Tells a room. Nobody there is no error.
    pub fn tell(&self, debtor: &str, event: Event) {
        if let Some(room) = self.rooms().get(debtor) {
            let _ = room.events.send(event);
        }
    }

    /// Notes how far a side has come; it is written with others, see `reach`.
    pub(super) fn reach(&self, reach: Reach) {
        let mut reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        let known = reached.entry((reach.debtor, reach.conversation, reach.side)).or_default();
        *known = known.learn(reach.marks);
        self.reaching.notify_one();
    }

    /// Takes out what was noted by [`Hub::reach`].
    pub(super) fn take_reached(&self) -> Vec<Reach> {
        let reached = std::mem::take(&mut *self.reached.lock().unwrap_or_else(PoisonError::into_inner));
        let each = reached.into_iter();
        each.map(|((debtor, conversation, side), marks)| Reach { debtor, conversation, side, marks }).collect()
    }

    /// Has this side an open socket in the room?
    pub fn is_here(&self, debtor: &str, side: Side) -> bool {
        self.rooms().get(debtor).is_some_and(|room| room.seats.iter().any(|seat| seat.side == Some(side)))
    }

    /// The agents who have the conversation open at this process, by id, and whether each types.
    pub fn agents(&self, debtor: &str) -> Vec<(String, bool)> {
        let types = |seat: &SeatEntry| {
            seat.typed.is_some_and(|at| at.elapsed() < Duration::from_millis(u64::from(TYPING_SHOWN_MS)))
        };
        let rooms = self.rooms();
        let seats = rooms.get(debtor).map(|room| room.seats.as_slice()).unwrap_or_default();
        let mut agents: Vec<(String, bool)> = Vec::new();
        for seat in seats.iter().filter(|seat| seat.side == Some(Side::Agent)) {
            match agents.iter_mut().find(|(id, _)| *id == seat.agent) {
                Some((_, typing)) => *typing |= types(seat),
                None => agents.push((seat.agent.clone(), types(seat))),
            }
        }
        agents
    }

    /// Does the watching task run? Asking makes it the asker's to start.
    pub(super) fn watched_already(&self) -> bool {
        self.watched.swap(true, Ordering::Relaxed)
    }

    /// Does somebody tell this process what others store, so that it need not look for it often?
    pub(super) fn is_followed(&self) -> bool {
        self.followed.load(Ordering::Relaxed)
    }

    /// See [`Hub::is_followed`].
    pub(super) fn set_followed(&self, followed: bool) {
        self.followed.store(followed, Ordering::Relaxed);
    }

    /// Up to `count` debtors with a room, in the order of their ids, from behind `after` on; none when there are no more.
    pub(super) fn list_debtors(&self, after: &str, count: usize) -> Vec<String> {
        let behind = (Bound::Excluded(after), Bound::Unbounded);
        self.rooms().range::<str, _>(behind).take(count).map(|(debtor, _)| debtor.clone()).collect()
    }

    /// Token hashes of who sits in these debtors' rooms.
    pub(super) fn list_hashes(&self, debtors: &[String]) -> Vec<String> {
        let rooms = self.rooms();
        let seats = debtors.iter().filter_map(|debtor| rooms.get(debtor)).flat_map(|room| &room.seats);
        seats.filter(|seat| seat.side.is_some()).map(|seat| seat.token_hash.clone()).collect()
    }

    /// Ends the sockets of these sessions, wherever they sit.
    pub(super) fn end(&self, hashes: &HashSet<String>) {
        if hashes.is_empty() {
            return;
        }
        for room in self.rooms().values() {
            for seat in room.seats.iter().filter(|seat| hashes.contains(&seat.token_hash)) {
                let _ = room.events.send(Event::Ended(seat.token_hash.clone()));
            }
        }
    }

    /// Tells every room that there may be something to fetch.
    pub(super) fn changed_all(&self) {
        for room in self.rooms().values() {
            let _ = room.events.send(Event::Changed);
        }
    }

    /// Notes where a conversation stands; tells its room when that differs from what was noted before.
    pub(super) fn note(&self, standing: Mark) {
        if let Some(room) = self.rooms().get_mut(&standing.debtor_id)
            && room.standing.as_ref() != Some(&standing)
        {
            room.standing = Some(standing.clone());
            let _ = room.events.send(Event::Found(Arc::new(standing)));
        }
    }
}

impl Seat {
    /// Notes that who sits here types.
    pub fn types(&self) {
        let mut rooms = self.hub.rooms();
        let seats = rooms.get_mut(&self.room).map(|room| room.seats.as_mut_slice()).unwrap_or_default();
        if let Some(seat) = seats.iter_mut().find(|seat| seat.number == self.number) {
            seat.typed = Some(Instant::now());
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut rooms = self.hub.rooms();
        let Some(room) = rooms.get_mut(&self.room) else { return };
        room.seats.retain(|seat| seat.number != self.number);
        let _ = room.events.send(Event::Presence);
        if room.seats.is_empty() {
            rooms.remove(&self.room);
        }
    }
}
