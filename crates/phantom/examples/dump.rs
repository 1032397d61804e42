use std::io::Write;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let out = &args[1];
    for seed in 1..=12u64 {
        let mut p = phantom::Phantom::new(phantom::Config {
            seed,
            width: 640,
            height: 480,
            seconds: 12.0,
            fps: 25.0,
            ..Default::default()
        })
        .unwrap();
        let mut l = vec![];
        for (k, n) in [20u64, 100, 110, 165, 205, 244, 288]
            .into_iter()
            .enumerate()
        {
            let t0 = std::time::Instant::now();
            let t = p.frame(n, &mut l);
            let dt = t0.elapsed();
            let mut f = std::fs::File::create(format!("{out}/{seed:02}-{k}.pgm")).unwrap();
            write!(f, "P5\n640 480\n255\n").unwrap();
            f.write_all(&l).unwrap();
            let mut f = std::fs::File::create(format!("{out}/{seed:02}-{k}.txt")).unwrap();
            writeln!(f, "{} {:?}", t.view, dt).unwrap();
            for (s, b) in t.boxes.iter() {
                if let Some(b) = b {
                    writeln!(f, "{} {} {} {} {}", s, b.x, b.y, b.w, b.h).unwrap();
                }
            }
        }
    }
}
