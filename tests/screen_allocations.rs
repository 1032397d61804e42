//! A screen costs no allocation once every buffer has its size. Alone in its program: the count is that of all
//! threads.

#![allow(clippy::unwrap_used)]

mod example;

use std::time::Duration;

use example::{Example, gallery::SHOTS};
use second_reader::{
    display::{Canvas, Language, Screen, ScreenModel},
    service::memory::{CountingAllocator, allocations},
};

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

#[test]
fn drawing_allocates_nothing_in_steady_state() {
    let mut example = Example::new();
    for (name, model) in SHOTS {
        for code in Language::BUILTIN {
            let language = Language::builtin(code).unwrap();
            let (mut screen, mut canvas) = (Screen::default(), Canvas::new(1280, 800));
            let mut draw = |number: u64, example: &Example| {
                let mut model = ScreenModel {
                    language,
                    ..model(example)
                };
                // Digits that were not there before need their outlines once.
                model.time = Duration::from_millis(1_111 * (number % 10));
                model.status.frame = Some(1_111 * (number % 10));
                model.status.frame_age_ms = model.status.frame_age_ms.map(|_| 111.0);
                screen.draw(&mut canvas, &model);
            };
            for number in 0..30 {
                example.next_frame();
                draw(number, &example);
            }
            example.next_frame();
            let before = allocations();
            for number in 0..10 {
                draw(number, &example);
            }
            assert_eq!(allocations(), before, "{name}, {code}");
        }
    }
}
