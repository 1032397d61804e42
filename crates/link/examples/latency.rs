//! A device at a pseudo terminal whose other end takes bytes as a line of 115200 baud does: what share of the line full
//! snapshots at 10 a second take, and how long it is from a frame to the last byte of its snapshot. Then the same with
//! a peer that stops reading: how long the thread of the frames is kept from its work.
//!
//! `cargo run --release -p link --example latency -- [SECONDS]`

use std::{
    env,
    io::Read,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use link::{
    About, Facts, FindingsFacts, Hub, ItemAbout, ItemFacts, MeasureFacts, PortName, RateFacts,
    Settings,
    port::Pty,
    serve,
    vendor::{Told, Vendor, Wishes},
    wire::{
        Decoder,
        messages::{ExamState, ItemState, Measure, MsgId, Snapshot, State, View},
        read,
    },
};

/// Bytes a second at 115200 baud, 8 data bits, start and stop bit.
const BYTES_PER_SECOND: f64 = 11_520.0;
const ITEMS: usize = 28;
const FRAME: Duration = Duration::from_millis(40);

fn facts(frame: u32, now: Instant, start: Instant) -> Facts {
    let item = |n: usize| ItemFacts {
        state: if n.is_multiple_of(3) {
            ItemState::Seen
        } else {
            ItemState::NotSeen
        },
        ..ItemFacts::default()
    };
    let measure = |n: i32| MeasureFacts {
        measure: Measure(n),
        value_milli: if n == 1 { 44_100 } else { 970 + n },
        ..MeasureFacts::default()
    };
    let mut facts = Facts {
        frame,
        time_ms: u32::try_from((now - start).as_millis()).unwrap_or(0),
        captured: Some(now),
        state: State::Running,
        state_name: "running",
        view: View::FourChamber,
        structures: vec![0x80 | 91; 23],
        items: (0..ITEMS).map(item).collect(),
        measures: (1..=9).map(measure).collect(),
        heart_rate: RateFacts {
            deci: 1432,
            ..RateFacts::default()
        },
        findings: Some(FindingsFacts {
            score_milli: Some(640),
            ..FindingsFacts::default()
        }),
        ..Facts::default()
    };
    facts.exam.state = ExamState::Running;
    facts
}

/// When each frame came, by its number.
type Came = Arc<Mutex<Vec<Instant>>>;

/// Frames at 25 a second until `stop`; the longest that publishing one took.
fn frames(hub: &Hub, came: &Came, stop: &AtomicBool) -> Duration {
    let start = Instant::now();
    let (mut longest, mut number) = (Duration::ZERO, 0);
    while !stop.load(Ordering::Relaxed) {
        let now = Instant::now();
        let mut next = facts(number, now, start);
        if let Ok(mut came) = came.lock() {
            came.push(now);
        }
        let before = Instant::now();
        hub.publish(&mut next);
        longest = longest.max(before.elapsed());
        number += 1;
        thread::sleep(FRAME.saturating_sub(now.elapsed()));
    }
    longest
}

fn hub() -> Hub {
    let about = About {
        items: vec![ItemAbout::default(); ITEMS],
        findings: true,
        ..About::default()
    };
    Hub::new(about, 5, Box::new(Err), |_| None)
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

#[expect(clippy::print_stdout, reason = "this is what it has to say")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seconds: u64 = env::args().nth(1).map_or(Ok(30), |text| text.parse())?;
    let place = env::temp_dir().join(format!("second-reader-latency-{}", std::process::id()));
    for stops_reading in [false, true] {
        let (hub, came, stop) = (hub(), Came::default(), AtomicBool::new(false));
        let mut pty = Pty::new(Some(&place))?;
        let settings = Settings::new(PortName::Device(place.clone()));
        let (told, longest) = thread::scope(|scope| {
            let producer = scope.spawn(|| frames(&hub, &came, &stop));
            let device = scope.spawn(|| serve(&settings, &hub, &stop, &|| {}));
            let told = take(&mut pty, &came, Duration::from_secs(seconds), stops_reading);
            stop.store(true, Ordering::Relaxed);
            drop(device.join());
            (told, producer.join().unwrap_or_default())
        });
        let longest_us = longest.as_secs_f64() * 1e6;
        if stops_reading {
            println!("peer that stops reading: publishing a frame took at most {longest_us:.0} us");
            continue;
        }
        let mut ms = told.latencies_ms;
        ms.sort_by(f64::total_cmp);
        let rate = ms.len() as f64 / told.seconds;
        let bytes = told.bytes as f64 / ms.len().max(1) as f64;
        println!(
            "snapshots: {} of {bytes:.1} bytes on the line, {rate:.2} a second",
            ms.len()
        );
        println!(
            "share of 115200 baud: {:.2} % by snapshots, {:.2} % by all",
            100.0 * told.bytes as f64 / told.seconds / BYTES_PER_SECOND,
            100.0 * told.all_bytes as f64 / told.seconds / BYTES_PER_SECOND
        );
        println!(
            "frame to last byte: p50 {:.1} ms, p99 {:.1} ms, most {:.1} ms",
            percentile(&ms, 50),
            percentile(&ms, 99),
            percentile(&ms, 100),
        );
        println!("peer that reads: publishing a frame took at most {longest_us:.0} us");
    }
    Ok(())
}

#[derive(Default)]
struct Taken {
    latencies_ms: Vec<f64>,
    bytes: usize,
    all_bytes: usize,
    seconds: f64,
}

/// The other end: bytes leave the line one after the other at its speed.
fn take(pty: &mut Pty, came: &Came, time: Duration, stops_reading: bool) -> Taken {
    let start = Instant::now();
    let mut vendor = Vendor::new(Wishes::default(), start);
    let mut taken = Taken::default();
    // When the last byte has left the line.
    let mut free = start;
    let mut watch = Decoder::new();
    let (mut opened, mut piece) = (None, [0; 16]);
    while start.elapsed() < time {
        let now = Instant::now();
        vendor.poll(now, &mut |_: Told| {});
        let port = pty.port();
        while let Ok(count @ 1..) = std::io::Write::write(port, vendor.pending()) {
            vendor.took(count);
        }
        if stops_reading && now > start + time / 3 {
            thread::sleep(Duration::from_millis(5));
            continue;
        }
        let _ = port.wait(false, Duration::from_millis(1));
        let mut waited = false;
        while let Ok(count @ 1..) = port.read(&mut piece) {
            // Bytes that waited while the line was busy follow without a gap.
            if !waited {
                free = free.max(Instant::now());
            }
            waited = true;
            for byte in &piece[..count] {
                free += Duration::from_secs_f64(1.0 / BYTES_PER_SECOND);
                taken.all_bytes += usize::from(opened.is_some());
                vendor.receive(&[*byte], free, &mut |told| {
                    if matches!(told, Told::Open(_)) {
                        opened = Some(Instant::now());
                    }
                });
                let mut rest = &[*byte][..];
                if let Some(Ok(frame)) = watch.next(&mut rest)
                    && i32::from(frame.header.msg_id) == MsgId::MsgSnapshot.0
                    && let Ok(snapshot) = read::<Snapshot>(frame.payload)
                {
                    let number = snapshot.stamp.frame as usize;
                    let then = came.lock().ok().and_then(|came| came.get(number).copied());
                    let ms = then.map(|then| free.saturating_duration_since(then));
                    taken
                        .latencies_ms
                        .extend(ms.map(|ms| ms.as_secs_f64() * 1e3));
                    // Header, CRC, one code of COBS, delimiter.
                    taken.bytes += frame.payload.len() + 8 + 4 + 2;
                }
            }
            thread::sleep(free.saturating_duration_since(Instant::now()));
        }
    }
    taken.seconds = opened.map_or(0.0, |then| then.elapsed().as_secs_f64());
    taken
}
