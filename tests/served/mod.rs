//! A live page that is served while a test looks at it.
#![allow(dead_code, clippy::unwrap_used)]

use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use second_reader::{
    display::{Canvas, LivePage, SharedScreen, serve},
    input::{Asked, KeyMap},
};

/// A page being served, stopped when it is dropped.
pub struct Served {
    pub address: SocketAddr,
    pub screens: SharedScreen,
    asked: Arc<Mutex<Vec<Asked>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    /// A page for this machine alone.
    pub fn start() -> Self {
        Self::on("127.0.0.1:0", None)
    }

    /// A page at that address, for who has the token.
    pub fn on(address: &str, token: Option<&str>) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let (screens, stop) = (SharedScreen::new(), Arc::new(AtomicBool::new(false)));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let taken = asked.clone();
        let page = LivePage {
            screens: screens.clone(),
            token: token.map(str::to_owned),
            keys: KeyMap::default(),
            asking: Arc::new(move |what| taken.lock().unwrap().push(what)),
        };
        let until = stop.clone();
        let thread = thread::spawn(move || serve(listener, page, until).unwrap());
        Self {
            address,
            screens,
            asked,
            stop,
            thread: Some(thread),
        }
    }

    /// What was asked for since the last time.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Publishes a canvas over and over while `look` looks.
    pub fn publishing<T>(&self, canvas: &Mutex<Canvas>, look: impl FnOnce() -> T) -> T {
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !over.load(Ordering::Acquire) {
                    self.screens.publish(&canvas.lock().unwrap());
                    thread::sleep(Duration::from_millis(20));
                }
            });
            let _over = RaiseAtEnd(&over);
            look()
        })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || thread::panicking());
    }
}

/// So that a look that fails is not waited for.
struct RaiseAtEnd<'a>(&'a AtomicBool);

impl Drop for RaiseAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}
