//! How long straight lines run within solids, and what outlines enclose.

use crate::shape::{Point, Shape, along, sub};

/// A row of points in the plane: the first one, the step to the next, how many, and the length of a
/// step in the picture.
pub struct Row {
    pub start: Point,
    pub step: Point,
    pub count: usize,
    pub step_mm: f32,
}

impl Row {
    /// From one point to another in steps of about `step_mm`, reference millimetres. The picture shows
    /// lengths as seen along z.
    pub fn between(a: Point, b: Point, step_mm: f32) -> Self {
        let whole = sub(b, a);
        let length = (whole[0] * whole[0] + whole[1] * whole[1]).sqrt();
        let steps = (length / step_mm).ceil().max(1.0);
        Self {
            start: a,
            step: along([0.0; 3], whole, 1.0 / steps),
            count: steps as usize + 1,
            step_mm: length / steps,
        }
    }

    /// Distances from the union of some solids at each point.
    pub fn distances(&self, shapes: &[Shape]) -> Vec<f32> {
        let mut nearest = vec![f32::INFINITY; self.count];
        let mut one = vec![0.0; self.count];
        for shape in shapes {
            shape.distances(self.start, self.step, &mut one);
            for (least, d) in nearest.iter_mut().zip(&one) {
                *least = least.min(*d);
            }
        }
        nearest
    }
}

/// A stretch of a row within something: from and to, in steps from the row's start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    pub from: f32,
    pub to: f32,
}

impl Stretch {
    pub fn length(&self) -> f32 {
        self.to - self.from
    }
}

/// The stretches of a row in which its distances are negative; their ends lie between two points.
pub fn stretches(distances: &[f32]) -> impl Iterator<Item = Stretch> {
    let ahead = |k: usize| distances.get(k).copied();
    let crossing = move |k: usize| {
        let (a, b) = (distances[k], distances[k + 1]);
        k as f32 + (a / (a - b)).clamp(0.0, 1.0)
    };
    let starts = (0..distances.len()).filter(move |k| {
        let before = k.checked_sub(1).and_then(ahead);
        distances[*k] < 0.0 && before.is_none_or(|d| d >= 0.0)
    });
    starts.map(move |first| {
        let behind = (first..distances.len()).find(|k| distances[*k] >= 0.0);
        Stretch {
            from: first.checked_sub(1).map_or(first as f32, crossing),
            to: behind.map_or((distances.len() - 1) as f32, |k| crossing(k - 1)),
        }
    })
}

/// A closed outline around a middle: how far it lies in directions that divide the turn evenly.
pub struct Outline {
    reach: [f32; Self::DIRECTIONS],
}

impl Outline {
    const DIRECTIONS: usize = 90;

    /// Cosine and sine of a direction.
    fn direction(k: usize) -> [f32; 2] {
        let turn = core::f32::consts::TAU * k as f32 / Self::DIRECTIONS as f32;
        [libm::cosf(turn), libm::sinf(turn)]
    }

    /// The outline whose distance to the middle in a direction is what `reach` says.
    pub fn of(reach: impl Fn([f32; 2]) -> f32) -> Self {
        Self {
            reach: core::array::from_fn(|k| reach(Self::direction(k))),
        }
    }

    /// What it encloses: the sum of its narrow sectors, square reference millimetres.
    pub fn area(&self) -> f32 {
        let squares: f32 = self.reach.iter().map(|r| r * r).sum();
        squares * core::f32::consts::PI / Self::DIRECTIONS as f32
    }

    /// The way around it, reference millimetres.
    pub fn circumference(&self) -> f32 {
        let place = |k: usize| Self::direction(k).map(|part| part * self.reach[k]);
        let side = |k: usize| {
            let ([x0, y0], [x1, y1]) = (place(k), place((k + 1) % Self::DIRECTIONS));
            ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)).sqrt()
        };
        (0..Self::DIRECTIONS).map(side).sum()
    }

    /// How far it extends along a unit vector, reference millimetres.
    pub fn breadth(&self, [x, y]: [f32; 2]) -> f32 {
        let (mut low, mut high) = (0.0f32, 0.0f32);
        for (k, reach) in self.reach.iter().enumerate() {
            let [c, s] = Self::direction(k);
            let along = reach * (c * x + s * y);
            (low, high) = (low.min(along), high.max(along));
        }
        high - low
    }
}
