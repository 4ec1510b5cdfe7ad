//! Many workers, one order: answers come out as their items went in, and only so many are under way.

use marsad_sources::Item;
use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Bytes of articles under way at most, unless one alone is longer.
const MOST_BYTES: u64 = 32 << 20;
/// Articles under way at most, for each worker.
const MOST_EACH: usize = 64;
/// An answer that is not there after this lets the sink do what it put off.
const QUIET: Duration = Duration::from_millis(200);

/// Gives every item to one of `jobs` workers and every answer, in the order of the items, to `sink`. Errors
/// pass through in their place. `idle` is called when an answer is long in coming.
///
/// `worker` makes what one worker needs, on its own thread.
///
/// # Errors
/// What `sink` or `idle` fail with; the items not yet read are then left.
pub fn in_order<A: Send, E: Send, W: FnMut(Item) -> A>(
    items: impl Iterator<Item = Result<Item, E>> + Send,
    jobs: usize,
    worker: impl Fn() -> W + Sync,
    sink: &mut dyn Sink<A, E>,
) -> anyhow::Result<()> {
    let room = Room::default();
    let (work_in, work_out) = sync_channel::<(Item, SyncSender<A>)>(jobs * MOST_EACH);
    let (slots_in, slots_out) = sync_channel::<Slot<A, E>>(jobs * MOST_EACH);
    let work_out = Mutex::new(work_out);
    std::thread::scope(|scope| {
        scope.spawn(|| hand_out(items, &room, work_in, slots_in));
        for _ in 0..jobs {
            scope.spawn(|| {
                let mut work = worker();
                loop {
                    let next = work_out.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((item, reply)) = next else { return };
                    let _ = reply.send(work(item));
                }
            });
        }
        let result = take_in(slots_out, &room, sink);
        room.close();
        result
    })
}

/// Where answers go.
pub trait Sink<A, E> {
    /// Takes the next answer, or the error that stands in its place.
    fn take(&mut self, answer: Result<A, E>, bytes: u64) -> anyhow::Result<()>;
    /// Told when the next answer did not come for a while.
    fn idle(&mut self) -> anyhow::Result<()>;
}

enum Slot<A, E> {
    Working(Receiver<A>, u64),
    Failed(E),
}

fn hand_out<A, E>(items: impl Iterator<Item = Result<Item, E>>, room: &Room, work: SyncSender<(Item, SyncSender<A>)>, slots: SyncSender<Slot<A, E>>) {
    for item in items {
        let sent = match item {
            Err(error) => slots.send(Slot::Failed(error)).is_ok(),
            Ok(item) => {
                let (reply, answer) = sync_channel(1);
                let bytes = item.bytes;
                room.enter(bytes) && slots.send(Slot::Working(answer, bytes)).is_ok() && work.send((item, reply)).is_ok()
            }
        };
        if !sent {
            return;
        }
    }
}

fn take_in<A, E>(slots: Receiver<Slot<A, E>>, room: &Room, sink: &mut dyn Sink<A, E>) -> anyhow::Result<()> {
    while let Ok(slot) = patiently(&slots, sink)? {
        match slot {
            Slot::Failed(error) => sink.take(Err(error), 0)?,
            Slot::Working(answer, bytes) => {
                if let Ok(answer) = patiently(&answer, sink)? {
                    sink.take(Ok(answer), bytes)?;
                }
                room.leave(bytes);
            }
        }
    }
    Ok(())
}

fn patiently<T, A, E>(from: &Receiver<T>, sink: &mut dyn Sink<A, E>) -> anyhow::Result<Result<T, RecvError>> {
    match from.recv_timeout(QUIET) {
        Ok(there) => Ok(Ok(there)),
        Err(RecvTimeoutError::Disconnected) => Ok(Err(RecvError)),
        Err(RecvTimeoutError::Timeout) => {
            sink.idle()?;
            Ok(from.recv())
        }
    }
}

/// How many bytes are under way.
#[derive(Default)]
struct Room {
    taken: Mutex<(u64, bool)>,
    changed: Condvar,
}

impl Room {
    /// Waits until there is room; `false` when nobody waits for answers any more.
    fn enter(&self, bytes: u64) -> bool {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self.changed.wait_while(taken, |(taken, closed)| !*closed && *taken > 0 && *taken + bytes > MOST_BYTES).unwrap_or_else(PoisonError::into_inner);
        taken.0 += bytes;
        !taken.1
    }

    fn leave(&self, bytes: u64) {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).0 -= bytes;
        self.changed.notify_one();
    }

    fn close(&self) {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Kept(Vec<Result<u64, &'static str>>, usize);

    impl Sink<u64, &'static str> for Kept {
        fn take(&mut self, answer: Result<u64, &'static str>, _: u64) -> anyhow::Result<()> {
            self.0.push(answer);
            anyhow::ensure!(self.0.len() < 900, "enough");
            Ok(())
        }
        fn idle(&mut self) -> anyhow::Result<()> {
            self.1 += 1;
            Ok(())
        }
    }

    fn items(count: u64) -> impl Iterator<Item = Result<Item, &'static str>> + Send {
        (0..count).map(|n| if n % 7 == 3 { Err("no") } else { Ok(Item { bytes: n << 16, ..Item::default() }) })
    }

    fn slow_for_some() -> impl FnMut(Item) -> u64 {
        |item| {
            if item.bytes % 3 == 0 {
                std::thread::sleep(std::time::Duration::from_micros(300));
            }
            item.bytes >> 16
        }
    }

    #[test]
    fn keeps_the_order_of_the_items() {
        let mut kept = Kept::default();
        in_order(items(500), 4, slow_for_some, &mut kept).expect("no failure");
        let wanted: Vec<_> = (0..500).map(|n| if n % 7 == 3 { Err("no") } else { Ok(n) }).collect();
        assert_eq!(kept.0, wanted);
    }

    #[test]
    fn is_idle_only_when_an_answer_is_long_in_coming() {
        let (mut busy, mut waiting) = (Kept::default(), Kept::default());
        in_order(items(500), 4, slow_for_some, &mut busy).expect("no failure");
        let late = || {
            |item: Item| {
                std::thread::sleep(QUIET * u32::from(item.bytes == 1 << 16) * 3);
                item.bytes
            }
        };
        in_order(items(3), 1, late, &mut waiting).expect("no failure");
        assert!(busy.1 < 50 && waiting.1 == 1, "{} and {} times", busy.1, waiting.1);
    }

    #[test]
    fn ends_when_nobody_takes_answers_any_more() {
        let mut kept = Kept::default();
        assert!(in_order(items(100_000), 2, slow_for_some, &mut kept).is_err());
        assert_eq!(kept.0.len(), 900);
    }
}
