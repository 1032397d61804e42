//! Threads that share the rows of a layer: each has its fixed part, all are done before the next
//! layer starts. What a worker has not begun when the caller is through, the caller does: on a busy
//! machine nobody waits for a thread that has no core.

use std::any::Any;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{JoinHandle, Thread};

use crate::place::Place;
use crate::run::THREADS_MAX;

/// Turns of waiting before a thread sleeps: some 50 microseconds, longer than a thin layer. Miri takes
/// minutes for as many.
const SPINS: usize = if cfg!(miri) { 5 } else { 5000 };

type Job<'a> = dyn Fn(usize) + Sync + 'a;

/// A pointer to the job of this round, whose lifetime is that of the round.
#[derive(Clone, Copy)]
struct JobPointer(*const Job<'static>);

// SAFETY: it points to something `Sync`, and is only followed while `Team::all` holds it borrowed.
unsafe impl Send for JobPointer {}

struct Shared {
    /// Counts rounds; a change is the sign to start.
    round: AtomicUsize,
    /// Workers that hold this round's job.
    busy: AtomicUsize,
    /// This round's job, as long as it may be begun.
    job: Mutex<Option<JobPointer>>,
    failed: Mutex<Option<Box<dyn Any + Send>>>,
    /// Who waits for the workers.
    caller: Mutex<Option<Thread>>,
    stop: AtomicBool,
}

impl Shared {
    /// Counts one more worker as busy.
    fn begun(&self) {
        self.busy.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts one less, and wakes the caller where it was the last.
    fn finished(&self) {
        // The caller's next round may begin from the count on: who is woken is asked for before.
        let caller = lock(&self.caller).clone();
        if self.busy.fetch_sub(1, Ordering::AcqRel) == 1 {
            caller.inspect(Thread::unpark);
        }
    }

    /// Waits until nobody is busy.
    fn wait(&self) {
        let mut turns = 0;
        while self.busy.load(Ordering::Acquire) != 0 {
            pause(&mut turns);
        }
    }
}

/// One turn of waiting.
fn pause(turns: &mut usize) {
    *turns += 1;
    if *turns > SPINS {
        std::thread::park();
    } else {
        std::hint::spin_loop();
    }
}

/// The caller and its workers.
pub(crate) struct Team {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
}

impl std::fmt::Debug for Team {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Team({})", self.size())
    }
}

impl Team {
    /// A team of that size, the caller counted; smaller where the system refuses a thread. All are
    /// there when this returns: what starting a thread allocates is none of a run's.
    pub fn new(size: usize) -> Self {
        let shared = Arc::new(Shared {
            round: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
            job: Mutex::new(None),
            failed: Mutex::new(None),
            caller: Mutex::new(Some(std::thread::current())),
            stop: AtomicBool::new(false),
        });
        let start = |number: usize| {
            let worker = shared.clone();
            shared.begun();
            let named = std::thread::Builder::new().name(format!("qconv-{number}"));
            let started = named.spawn(move || {
                worker.finished();
                work(&worker, number);
            });
            if started.is_err() {
                shared.finished();
            }
            started.ok()
        };
        let workers = (1..size).map_while(start).collect();
        shared.wait();
        Self { shared, workers }
    }

    pub fn size(&self) -> usize {
        self.workers.len() + 1
    }

    /// Cuts the rows of a place's buffer into as many bands as there are threads and gives each
    /// thread one: the buffer's bytes from the start of the band's first row on, and the rows.
    pub fn rows(
        &self,
        place: &Place,
        buffer: &mut [u8],
        work: impl Fn(&mut [u8], Range<usize>) + Sync,
    ) {
        let height = place.shape[1];
        let mut rest = &mut buffer[place.offset - place.offset % place.row..];
        if self.workers.is_empty() {
            return work(rest, 0..height);
        }
        let mut bands = [const { Mutex::new(None) }; THREADS_MAX];
        let size = self.size();
        for (number, band) in bands.iter_mut().enumerate().take(size) {
            let rows = height * number / size..height * (number + 1) / size;
            let bytes = if number + 1 == size {
                std::mem::take(&mut rest)
            } else {
                let (bytes, behind) = rest.split_at_mut(rows.len() * place.row);
                rest = behind;
                bytes
            };
            *band = Mutex::new(Some((bytes, rows)));
        }
        self.all(&|number| {
            let band = lock(&bands[number]).take();
            if let Some((bytes, rows)) = band {
                work(bytes, rows);
            }
        });
    }

    /// Runs the job for each number below the team's size: each worker for its own, as soon as it can,
    /// and the caller for all, which finds nothing left to do of those that were begun before.
    fn all(&self, job: &Job<'_>) {
        let shared = &*self.shared;
        let pointer: *const Job<'_> = job;
        // SAFETY: only the lifetime changes. The pointer is followed by workers alone, who have counted
        // themselves busy as they took it, and this function does not return or unwind before it has
        // taken it back and nobody is busy.
        let pointer = JobPointer(unsafe {
            std::mem::transmute::<*const Job<'_>, *const Job<'static>>(pointer)
        });
        // In this order: a worker may take the job before its round has started.
        *lock(&shared.caller) = Some(std::thread::current());
        *lock(&shared.job) = Some(pointer);
        shared.round.fetch_add(1, Ordering::AcqRel);
        self.workers
            .iter()
            .for_each(|worker| worker.thread().unpark());
        let own = catch_unwind(AssertUnwindSafe(|| (0..self.size()).for_each(job)));
        *lock(&shared.job) = None;
        shared.wait();
        let failed = lock(&shared.failed).take();
        if let Some(cause) = own.err().or(failed) {
            resume_unwind(cause);
        }
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Release);
        for worker in self.workers.drain(..) {
            worker.thread().unpark();
            // A worker catches what its jobs throw, so there is nothing to hear here.
            let _ = worker.join();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn work(shared: &Shared, number: usize) {
    let mut seen = 0;
    let mut turns = 0_usize;
    loop {
        if shared.stop.load(Ordering::Acquire) {
            return;
        }
        let round = shared.round.load(Ordering::Acquire);
        if round == seen {
            pause(&mut turns);
            continue;
        }
        (seen, turns) = (round, 0);
        let job = {
            let job = lock(&shared.job);
            if job.is_some() {
                shared.begun();
            }
            *job
        };
        let Some(JobPointer(job)) = job else {
            continue;
        };
        // SAFETY: `Team::all` holds the job borrowed as long as this worker is busy.
        let done = catch_unwind(AssertUnwindSafe(|| unsafe { (*job)(number) }));
        if let Err(cause) = done {
            *lock(&shared.failed) = Some(cause);
        }
        shared.finished();
    }
}
