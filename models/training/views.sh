#!/usr/bin/env bash
# Fits by which structures the exam tells the views: draws tuning sweeps with the phantom, reads them
# with a pack, and writes src/exam/views/weights.rs.
#
#   models/training/views.sh                        with models/standard
#   PACK=/path/to/pack models/training/views.sh     with another pack
#   DRAW=1 models/training/views.sh                 draw the sweeps alone
#   JOBS=1 models/training/views.sh                 so many at a time instead of one a core
#   PROGRAM=/path/to/second-reader models/...       that program instead of building it
#
# Sweeps of one phantom and readings of one pack are kept (WORK, default: the cache folder, 7 GB) and
# used again. The seeds 100 to 199 are for this alone: figures are taken on 201 and up. They hold
# normal hearts led by every kind of hand, each defect twice, and each other part of the body.
set -euo pipefail

cache=${XDG_CACHE_HOME:-$HOME/.cache}/second-reader
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
pack=$(realpath "${PACK:-$root/models/standard}")
work=$(realpath -m "${WORK:-$cache/tuning}")
jobs=${JOBS:-$(nproc)}
# Where `make` builds, too.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
if [ -z "${PROGRAM:-}" ]; then
    (cd "$root" && cargo build --locked)
    PROGRAM=$CARGO_TARGET_DIR/debug/second-reader
fi

if [ ! -x "$cache/venv/bin/python" ]; then
    echo "error: $cache/venv: no Python environment there" >&2
    echo "hint: models/training/train.sh makes it" >&2
    exit 2
fi

digest() { sha256sum | cut -c1-12; }
phantom=$(cd "$root/crates" && find phantom/src anatomy/src -name '*.rs' | LC_ALL=C sort | xargs cat | digest)
# Another model, or other confidences of the same one, but not other thresholds.
model=$(grep -E '^(sha256|temperatures|offsets) =' "$pack/manifest.toml" | digest)
clips=$work/clips-$phantom
export PROGRAM clips pack readings=$clips/read-$model
mkdir -p "$readings"

# One line a sweep: name, seed, case, operator, seconds.
plan() {
    local hands=(steady shaky steady hasty steady steady shaky incomplete steady steady)
    local defects others seed case at=0
    for seed in {100..199}; do
        echo "$seed-normal $seed normal ${hands[seed % 10]} $((10 + seed % 3 * 2))"
    done
    defects="situs_inversus tetralogy_of_fallot transposition double_outlet_right_ventricle
        atrioventricular_septal_defect ventricular_septal_defect arch_hypoplasia tricuspid_atresia
        ebstein pulmonary_atresia right_aortic_arch double_aortic_arch dextrocardia
        persistent_left_svc single_ventricle pericardial_effusion hlhs"
    others="head femur kidneys face limbs cord empty_uterus"
    for case in $defects $defects $others; do
        seed=$((100 + at * 37 % 100)) at=$((at + 1))
        echo "$seed-$case $seed $case steady 10"
    done
}

draw() {
    [ -e "$clips/$1.jsonl" ] || "$PROGRAM" phantom --seed "$2" --case "$3" --operator "$4" --seconds "$5" \
        --size 640x480 --fps 8 --out "$clips/$1.y4m" --labels "$clips/$1.jsonl" >"$clips/$1.log" 2>&1 ||
        { cat "$clips/$1.log" >&2 && return 1; }
}

read_clip() {
    [ -e "$readings/$1/exam.json" ] || "$PROGRAM" read "$clips/$1.y4m" --model "$pack" --allow-unsigned \
        --out "$readings/$1" >"$clips/$1.log" 2>&1 ||
        { cat "$clips/$1.log" >&2 && return 1; }
}
export -f draw read_clip

each() { plan | xargs -P "$jobs" -L 1 bash -c "$1 \"\$@\"" -; }

echo "drawing $(plan | wc -l) sweeps into $clips"
each draw
if [ -n "${DRAW:-}" ]; then
    exit
fi
echo "reading them with $pack"
each read_clip
labels=() frames=()
while read -r name _; do
    labels+=("$clips/$name.jsonl") frames+=("$readings/$name/frames.jsonl")
done < <(plan)
cd "$here"
export PYTHONDONTWRITEBYTECODE=1 OMP_WAIT_POLICY=PASSIVE
"$cache/venv/bin/python" fit_views.py --labels "${labels[@]}" --frames "${frames[@]}" --pack "$pack" \
    --threads "$jobs" --out "$root/src/exam/views"
echo "now: cargo test --lib exam, which holds the service against the record written with the table"
