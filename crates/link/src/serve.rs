//! The thread of a port: opens it, holds the session, opens it anew after it was unplugged.

use std::{
    io::{ErrorKind, Read, Write},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{
    hub::Hub,
    port::{Port, PortError, PortName, Pty, Settings},
    session::Session,
};

/// How often it is looked whether something is due, with a session and without one.
const TICK: Duration = Duration::from_millis(5);
const TICK_SILENT: Duration = Duration::from_millis(50);
/// How long to wait before a port is opened anew.
const RETRY: Duration = Duration::from_millis(250);
/// Bytes that the driver may hold back when a snapshot is written: more would make it old before it is sent.
const HELD_BACK_MAX: usize = 64;
/// Bytes that are read at once.
const READ_BYTES: usize = 512;

/// Holds sessions on a port until `stop`. A port that cannot be opened is tried again and again, and named once.
/// `beat` is called each time round, a few times a second at least, so that one who watches sees that the thread moves.
///
/// # Errors
/// Where no pseudo terminal can be made: nobody could ever come.
pub fn serve(
    settings: &Settings,
    hub: &Hub,
    stop: &AtomicBool,
    beat: &dyn Fn(),
) -> Result<(), PortError> {
    let mut session = Session::default();
    let path = match &settings.port {
        PortName::Pty(link) => {
            let mut pty = Pty::new(link.as_deref())?;
            log::info!("link: {}", pty.path().display());
            return serve_pty(&mut pty, &mut session, hub, stop, beat);
        }
        PortName::Device(path) => path,
    };
    let mut failed = false;
    while !stop.load(Ordering::Relaxed) {
        beat();
        match Port::open(path, settings.baud, settings.flow) {
            Ok(mut port) => {
                log::info!("link: {} is open", path.display());
                failed = false;
                session.replugged();
                hold(&mut port, &mut session, hub, stop, beat);
            }
            Err(error) => {
                if !failed {
                    log::warn!("link: {error}; {}", error.hint());
                    hub.note("link port cannot be opened");
                }
                failed = true;
            }
        }
        // The session goes on for as long as a link may be silent: it may be a plug that was moved.
        session.poll(Instant::now(), false, hub);
        rest(RETRY, stop);
    }
    Ok(())
}

/// Holds sessions on a pseudo terminal that is there already, until `stop`.
///
/// # Errors
/// None of its own: see [`serve`].
pub fn serve_pty(
    pty: &mut Pty,
    session: &mut Session,
    hub: &Hub,
    stop: &AtomicBool,
    beat: &dyn Fn(),
) -> Result<(), PortError> {
    while !stop.load(Ordering::Relaxed) {
        beat();
        hold(pty.port(), session, hub, stop, beat);
        // Nobody has the other end open.
        session.poll(Instant::now(), false, hub);
        rest(TICK_SILENT, stop);
    }
    Ok(())
}

/// Holds the session until the port is gone, or until `stop`.
fn hold(port: &mut Port, session: &mut Session, hub: &Hub, stop: &AtomicBool, beat: &dyn Fn()) {
    let mut buffer = [0; READ_BYTES];
    while !stop.load(Ordering::Relaxed) {
        beat();
        let tick = if session.is_open() { TICK } else { TICK_SILENT };
        let waits = !session.pending().is_empty();
        let Ok(ready) = port.wait(waits, tick) else {
            return;
        };
        if ready.gone {
            return;
        }
        let now = Instant::now();
        if hub.meddle().is_stalled(now) {
            thread::sleep(TICK);
            continue;
        }
        if session.pending().is_empty() {
            hub.meddle().write_garbage(port);
        }
        if ready.read && session.has_room() {
            match port.read(&mut buffer) {
                Ok(0) => return,
                Ok(count) => session.receive(&buffer[..count], now, hub),
                Err(error) if is_for_now(&error) => {}
                Err(_) => return,
            }
        } else if ready.read {
            // The peer asks and does not read: its line is full, and stays so until it does.
            thread::sleep(TICK);
        }
        let was_open = session.is_open();
        let idle = port.held_back() <= HELD_BACK_MAX;
        session.poll(now, idle, hub);
        if was_open && !session.is_open() && session.pending().len() <= 1 {
            port.forget();
        }
        while !session.pending().is_empty() {
            match port.write(session.pending()) {
                Ok(0) => break,
                Ok(count) => session.took(count),
                Err(error) if is_for_now(&error) => break,
                Err(_) => return,
            }
        }
    }
}

fn is_for_now(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

fn rest(time: Duration, stop: &AtomicBool) {
    let until = Instant::now() + time;
    while Instant::now() < until && !stop.load(Ordering::Relaxed) {
        thread::sleep(TICK_SILENT.min(time));
    }
}
