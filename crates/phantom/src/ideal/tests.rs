#[test]
fn stats() {
    use crate::*;
    for case in Case::ALL {
        let mut rows = vec![];
        for seed in 0..12 {
            let config = Config { seed, subject: Subject::Heart(case), width:160,height:120,fps:10.0,seconds:12.0,..Config::default()};
            let mut p = Phantom::new(config).unwrap();
            let age = p.gestational_age_weeks();
            let f = p.fetus().unwrap();
            let mut one = |n| { let pose = p.sweep.pose(f64::from(n)/10.0); HeartTruth::read(&pose, &p.individual, &p.body.chest_wall()) };
            // near end of diastole
            let best = |range: std::ops::Range<i32>, one: &mut dyn FnMut(i32)->HeartTruth| { range.map(|n| one(n)).filter(|h| h.ratios!=Ratios::default()).min_by(|a,b| a.phase.min(1.0-a.phase).total_cmp(&b.phase.min(1.0-b.phase))).map(|h| h.ratios) };
            let fc = best(32..52,&mut one); let tv = best(92..104,&mut one);
            rows.push((age, f, fc.unwrap_or_default(), tv.unwrap_or_default()));
        }
        rows.sort_by(|a,b| a.0.total_cmp(&b.0));
        let med = |name:&str, g: &dyn Fn(&(f32,FetusTruth,Ratios,Ratios))->Option<f32>| { let mut v: Vec<f32> = rows.iter().filter_map(|r| g(r)).collect(); v.sort_by(f32::total_cmp); if v.is_empty() {print!("{name} - | ")} else { print!("{name} {:.3} {:.3} {:.3} | ", v[0], v[v.len()/2], v[v.len()-1]) } };
        println!("== {}", case.name());
        med("axis",&|r| Some(r.1.axis_degrees));
        med("area",&|r| r.2.heart_chest_area); med("diam",&|r| r.2.heart_chest_diameter); 
        med("rarea",&|r| r.2.heart_ribs_area); med("rdiam",&|r| r.2.heart_ribs_diameter);println!();
        med("rvlv",&|r| r.2.rv_lv_width); med("rala",&|r| r.2.ra_la_width); med("off",&|r| r.2.valve_offset); med("tm",&|r| r.2.tricuspid_mitral); med("pa",&|r| r.3.pa_aorta); println!();
        println!("{:?}", rows[0].1.sides);
        if case==Case::Normal { for r in &rows { println!("{:.1} area {:?} diam {:?} rarea {:?} rdiam {:?} rvlv {:?} rala {:?} pa {:?}", r.0, r.2.heart_chest_area, r.2.heart_chest_diameter, r.2.heart_ribs_area, r.2.heart_ribs_diameter, r.2.rv_lv_width, r.2.ra_la_width, r.3.pa_aorta);} }
    }
    let config = Config { seed:3, width:160,height:120,fps:10.0,seconds:12.0,..Config::default()};
    let mut p = Phantom::new(config).unwrap();
    let t = std::time::Instant::now();
    for n in 32..52 { let pose = p.sweep.pose(f64::from(n)/10.0); std::hint::black_box(HeartTruth::read(&pose, &p.individual, &p.body.chest_wall())); }
    println!("{:?} each", t.elapsed()/20);
}
