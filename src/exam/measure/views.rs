//! What the boxes of one frame measure, view by view.

use super::{
    Boxes, Quantity, Recorder, Why,
    geometry::{Aspect, Ellipse, Vector, add, between, cross, degrees, dot, length, unit},
    midline::Chest,
};
use crate::anatomy::{Rect, Structure};

use Structure::{
    AorticArch, AscendingAorta, CardiacApex, Crux, DescendingAorta, DuctusArteriosus, Heart,
    InferiorVenaCava, LeftAtrium, LeftVentricle, MitralValve, PulmonaryArtery, RightAtrium,
    RightVentricle, Spine, Stomach, SuperiorVenaCava, Thorax, Trachea, TricuspidValve,
    VentricularSeptum,
};

/// Length of the heart for its breadth, epicardial, at end-diastole: global sphericity index, 1.233 +-
/// 0.0953 in 200 fetuses of 20 to 40 weeks, at any age (DeVore et al. 2017, doi 10.1002/jum.14261).
const HEART: Aspect = Aspect {
    usual: 1.233,
    spread: 0.095,
};
/// Length of a ventricle for its breadth (assumed).
const VENTRICLE: Aspect = Aspect {
    usual: 1.75,
    spread: 0.15,
};
/// Lengths that are less sure than this, a share, are not measured.
const DOUBT_MAX: f32 = 0.1;
/// Thickness of a valve's box along the axis, by the length of its ring (assumed).
const VALVE_DEPTH: f32 = 0.45;

/// The valves part at the septum; at the outer walls their rings lie level. So they are twice as far apart
/// at the septum as in their middles (assumed).
const HINGES: f32 = 2.0;

/// The heart against its box, where the chest is taken as large as its own: boxes are drawn with a margin of
/// 1.35 % of half of the chest's breadth on each side, which makes more of the smaller thing. The heart is
/// 0.47 of the chest across: (1 - 0.0135 / 0.47) / (1 - 0.0135).
const HEART_IN_BOX: f32 = 0.985;

/// An ellipse within a box, where its breadth is sure enough.
fn ellipse(rect: &Rect, axis: Vector, usual: Aspect) -> Result<Ellipse, Why> {
    let ellipse = Ellipse::within(rect, axis, usual).filter(|e| e.doubt <= DOUBT_MAX);
    ellipse.ok_or(Why::Angle)
}

/// One thing's size against that of another of the same shape, turned alike: of their boxes, the root of the
/// ratio of the areas is the ratio of all lengths, at any turn.
fn size_ratio([a, b]: [Rect; 2]) -> Result<f32, Why> {
    ratio((a.w * a.h).sqrt(), (b.w * b.h).sqrt())
}

/// One thing's length against that of another, whatever their shapes: of the diagonals of their boxes. That of an
/// ellipse's box is the same at any turn.
fn length_ratio(boxes: &Boxes, rects: [Rect; 2]) -> Result<f32, Why> {
    if rects.iter().any(|rect| boxes.cut(rect).contains(&true)) {
        return Err(Why::Cut);
    }
    let [a, b] = rects.map(|rect| length([rect.w, rect.h]));
    ratio(a, b)
}

fn ratio(a: f32, b: f32) -> Result<f32, Why> {
    Some(a / b)
        .filter(|ratio| ratio.is_finite())
        .ok_or(Why::Angle)
}

/// How much the way from the atria to the ventricles counts beside that from crux to apex: its ends are
/// larger and less sharp.
const CHAMBERS_WEIGHT: f32 = 0.5;

/// The long axis of the heart, towards its apex: from the crux to the apex along the septum, and from the
/// middle of the atria to that of the ventricles where all four were found. Their common middle stands in
/// for a crux that was not found; without an apex the chambers alone tell it.
fn apexward(recorder: &Recorder) -> Result<Vector, Why> {
    let boxes = recorder.boxes;
    let chambers = boxes.get([LeftAtrium, RightAtrium, LeftVentricle, RightVentricle]);
    let by_chambers = chambers.and_then(|([la, ra, lv, rv], _)| {
        unit(add(between(&la, &lv), between(&ra, &rv), 1.0)).ok_or(Why::Angle)
    });
    let Ok(([apex], _)) = boxes.get([CardiacApex]) else {
        return by_chambers;
    };
    let crux = boxes.get([Crux]).map(|([crux], _)| between(&crux, &apex));
    let whole = crux.or_else(|_| {
        let (rects, _) = chambers?;
        let ways = rects.map(|rect| between(&rect, &apex));
        Ok(ways
            .into_iter()
            .fold([0.0; 2], |sum, way| add(sum, way, 0.25)))
    });
    let septum = unit(whole?).ok_or(Why::Angle)?;
    let both = by_chambers
        .ok()
        .and_then(|chambers| unit(add(septum, chambers, CHAMBERS_WEIGHT)));
    Ok(both.unwrap_or(septum))
}

pub fn four_chamber(r: &mut Recorder, chest: Result<Chest, Why>) {
    use Quantity as Q;
    let (axis, boxes) = (apexward(r), r.boxes);
    r.put(Q::Axis, [Spine, Thorax], |_| {
        Ok(degrees(chest?.front, axis?))
    });
    let sizes = |heart: &Rect| -> Result<(Ellipse, Ellipse), Why> {
        let box_of = ellipse(heart, axis?, HEART)?;
        let heart = Ellipse {
            along: HEART_IN_BOX * box_of.along,
            across: HEART_IN_BOX * box_of.across,
            ..box_of
        };
        Ok((heart, chest?.size()?))
    };
    r.put(Q::HeartChestDiameter, [Heart, Thorax], |[heart, _]| {
        let (heart, chest) = sizes(&heart)?;
        ratio(heart.across, chest.along)
    });
    r.put(Q::HeartChestArea, [Heart, Thorax], |[heart, _]| {
        let (heart, chest) = sizes(&heart)?;
        ratio(heart.area(), chest.area())
    });
    r.put(Q::HeartChestCircumference, [Heart, Thorax], |[heart, _]| {
        let (heart, chest) = sizes(&heart)?;
        ratio(heart.circumference(), chest.circumference())
    });
    for (quantity, of) in [
        (Q::RightVentricleHeart, RightVentricle),
        (Q::LeftVentricleHeart, LeftVentricle),
        (Q::RightAtriumHeart, RightAtrium),
        (Q::LeftAtriumHeart, LeftAtrium),
        (Q::SeptumHeart, VentricularSeptum),
    ] {
        r.put(quantity, [of, Heart], |rects| length_ratio(boxes, rects));
    }
    r.put(Q::RvLvWidth, [RightVentricle, LeftVentricle], size_ratio);
    r.put(Q::RaLaWidth, [RightAtrium, LeftAtrium], size_ratio);
    r.put(
        Q::TricuspidMitral,
        [TricuspidValve, MitralValve],
        |[tricuspid, mitral]| ratio(ring(&tricuspid, axis?), ring(&mitral, axis?)),
    );
    let valves = [TricuspidValve, MitralValve, RightVentricle, LeftVentricle];
    r.put(
        Q::ValveOffset,
        valves,
        |[tricuspid, mitral, right, left]| {
            let axis = axis?;
            let along = |rect: &Rect| Ellipse::within(rect, axis, VENTRICLE).map(|e| e.along);
            let length = along(&right).zip(along(&left)).map(|(a, b)| a + b);
            ratio(
                HINGES * dot(axis, between(&mitral, &tricuspid)),
                length.ok_or(Why::Angle)?,
            )
        },
    );
    r.put(Q::HeartSide, [Heart, Spine, Thorax], |[heart, ..]| {
        Ok(chest?.place(heart.centre())[0])
    });
    let aorta = [DescendingAorta, Spine, Thorax];
    r.put(Q::AortaSide, aorta, |[aorta, ..]| {
        Ok(chest?.place(aorta.centre())[0])
    });
    r.put(Q::AortaFront, aorta, |[aorta, ..]| {
        Ok(chest?.place(aorta.centre())[1])
    });
    let chambers = [LeftAtrium, RightVentricle, RightAtrium, LeftVentricle];
    let fronts = |rects: [Rect; 4]| -> Result<[f32; 4], Why> {
        let chest = chest?;
        Ok(rects.map(|rect| chest.place(rect.centre())[1]))
    };
    r.put(Q::LeftAtriumBack, chambers, |rects| {
        let [la, rv, ra, lv] = fronts(rects)?;
        Ok(rv.min(ra).min(lv) - la)
    });
    r.put(Q::RightVentricleFront, chambers, |rects| {
        let [la, rv, ra, lv] = fronts(rects)?;
        Ok(rv - la.max(ra).max(lv))
    });
}

/// Length of a valve's ring, which lies square to the heart's axis: that of a bar of which the box is
/// known, and about how thick it is.
fn ring(valve: &Rect, axis: Vector) -> f32 {
    let (across, along) = (axis[1].abs(), axis[0].abs());
    // Both sides of the box: l (across + along) + t (across + along).
    (valve.w + valve.h) / ((across + along) * (1.0 + VALVE_DEPTH))
}

pub fn abdomen(r: &mut Recorder, front: Option<Vector>) {
    use Quantity as Q;
    let front = front.ok_or(Why::Front);
    side(r, Q::StomachSide, [Spine, Stomach], front);
    side(r, Q::AbdominalAortaSide, [Spine, DescendingAorta], front);
    side(r, Q::VenaCavaSide, [Spine, InferiorVenaCava], front);
    let three = [Spine, DescendingAorta, InferiorVenaCava];
    r.put(Q::VenaCavaFront, three, |[spine, aorta, cava]| {
        let by = length(between(&spine, &cava));
        ratio(dot(front?, between(&aorta, &cava)), by)
    });
}

pub fn three_vessel(r: &mut Recorder, front: Option<Vector>, chest: Result<Chest, Why>) {
    use Quantity as Q;
    let (front, boxes) = (front.ok_or(Why::Front), r.boxes);
    r.put(
        Q::PulmonaryAorta,
        [PulmonaryArtery, AscendingAorta],
        size_ratio,
    );
    r.put(Q::AortaCava, [AscendingAorta, SuperiorVenaCava], size_ratio);
    for (quantity, of) in [
        (Q::PulmonaryChest, PulmonaryArtery),
        (Q::AortaChest, AscendingAorta),
        (Q::CavaChest, SuperiorVenaCava),
    ] {
        r.put(quantity, [of, Thorax], |rects| length_ratio(boxes, rects));
    }
    let row = [PulmonaryArtery, AscendingAorta, SuperiorVenaCava];
    let by = |trunk: &Rect, cava: &Rect| length(between(cava, trunk));
    r.put(Q::PulmonaryLeftOfAorta, row, |[trunk, aorta, cava]| {
        ratio(cross(front?, between(&aorta, &trunk)), by(&trunk, &cava))
    });
    r.put(Q::AortaLeftOfCava, row, |[trunk, aorta, cava]| {
        ratio(cross(front?, between(&cava, &aorta)), by(&trunk, &cava))
    });
    r.put(Q::PulmonaryBeforeCava, row, |[trunk, _, cava]| {
        ratio(dot(front?, between(&cava, &trunk)), by(&trunk, &cava))
    });
    r.put(Q::AortaOffLine, row, |[trunk, aorta, cava]| {
        let (front, line) = (front?, unit(between(&cava, &trunk)).ok_or(Why::Angle)?);
        let square = unit(add(front, line, -dot(front, line))).ok_or(Why::Angle)?;
        ratio(dot(square, between(&cava, &aorta)), by(&trunk, &cava))
    });
    let all = [
        PulmonaryArtery,
        AscendingAorta,
        SuperiorVenaCava,
        Spine,
        Thorax,
    ];
    r.put(Q::VesselsFront, all, |[trunk, aorta, cava, ..]| {
        let chest = chest?;
        let fronts = [trunk, aorta, cava].map(|rect| chest.place(rect.centre())[1]);
        Ok(fronts.iter().sum::<f32>() / 3.0)
    });
    side(r, Q::ThreeVesselAortaSide, [Spine, DescendingAorta], front);
}

/// On which side of the first structure the second one lies: a sine, clockwise of front positive.
fn side(r: &mut Recorder, quantity: Quantity, of: [Structure; 2], front: Result<Vector, Why>) {
    r.put(quantity, of, |[from, to]| {
        let way = unit(between(&from, &to)).ok_or(Why::Angle)?;
        Ok(cross(front?, way))
    });
}

pub fn rvot(r: &mut Recorder, front: Option<Vector>) {
    let arteries = [PulmonaryArtery, AscendingAorta];
    r.put(
        Quantity::PulmonaryBeforeAorta,
        arteries,
        |[trunk, aorta]| {
            let way = unit(between(&aorta, &trunk)).ok_or(Why::Angle)?;
            Ok(dot(front.ok_or(Why::Front)?, way))
        },
    );
}

pub fn trachea(r: &mut Recorder, front: Option<Vector>) {
    use Quantity as Q;
    let front = front.ok_or(Why::Front);
    side(r, Q::ArchSide, [Trachea, AorticArch], front);
    side(r, Q::DuctSide, [Trachea, DuctusArteriosus], front);
    side(r, Q::TracheaAortaSide, [Spine, DescendingAorta], front);
}
