mod clips;
mod draw;
use clips::*;
use second_reader::sector::{Judge, Tracker, Picture};
fn main() {
    let n: u64 = std::env::args().nth(1).unwrap().parse().unwrap();
    for seed in 0..n {
        let scene = Scene::new(seed);
        for kind in 0..KINDS.len() {
            let clip = scene.clip(kind);
            let (mut t, mut j) = (Tracker::new(), Judge::new());
            for f in &clip.frames {
                let p = t.update(f);
                let s = t.sector().cloned();
                j.update(f, p, s.as_ref());
                let after = f.time >= clip.turn;
                println!("{}|{}|{}|{}|{}|{:.5}|{}", seed, clip.name, f.number, after as u8, p.name(), j.score.unwrap_or(-1.0), j.stats.iter().map(|v| format!("{v:.3}")).collect::<Vec<_>>().join("|"));
            }
        }
    }
    let _ = Picture::Live;
}
