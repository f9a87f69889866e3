//! How steady the machine was meanwhile: a small fixed piece of work, over and over, on the clock of its own processor
//! time. It takes longer when somebody outside takes the processor away from all of us, not when others here use it.

use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Between two pieces: often enough to see what lasts as long as a slow message, rare enough to take nothing from others.
const PAUSE: Duration = Duration::from_millis(2);
/// Steps of one piece: some thirty microseconds.
const STEPS: u64 = 60_000;
/// A piece that takes so many times the middle one is slow.
const SLOW: f64 = 1.5;
/// What is said so shortly before or after a slow piece is met by it as well.
const AROUND: Duration = Duration::from_millis(10);

/// A control that runs.
pub struct Control {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Vec<(Instant, Duration)>>,
}

/// When the machine was slow.
pub struct Steadiness {
    slow: Vec<Instant>,
    pieces: usize,
}

impl Control {
    /// Begins.
    pub fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || {
            let mut pieces = Vec::new();
            while !stopped.load(Ordering::Relaxed) {
                let begun = processor_time();
                black_box((0..black_box(STEPS)).fold(1_u64, |sum, step| sum.wrapping_mul(31).wrapping_add(step)));
                pieces.push((Instant::now(), processor_time().saturating_sub(begun)));
                std::thread::sleep(PAUSE);
            }
            pieces
        });
        Self { stop, thread }
    }

    /// Ends.
    pub fn finish(self) -> Steadiness {
        self.stop.store(true, Ordering::Relaxed);
        let pieces = self.thread.join().unwrap_or_default();
        let mut times: Vec<Duration> = pieces.iter().map(|(_, took)| *took).collect();
        times.sort_unstable();
        let most = times.get(times.len() / 2).map_or(Duration::MAX, |middle| middle.mul_f64(SLOW));
        let slow = pieces.iter().filter(|(_, took)| *took > most).map(|(at, _)| *at).collect();
        Steadiness { slow, pieces: pieces.len() }
    }
}

impl Steadiness {
    /// The share of pieces that were slow, in percent.
    pub fn slow_percent(&self) -> f64 {
        100.0 * self.slow.len() as f64 / self.pieces.max(1) as f64
    }

    /// Was the machine slow at any moment of this time?
    pub fn met(&self, from: Instant, to: Instant) -> bool {
        let first = self.slow.partition_point(|at| *at + AROUND < from);
        self.slow.get(first).is_some_and(|at| *at <= to + AROUND)
    }
}

/// What this thread has used of a processor.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}
