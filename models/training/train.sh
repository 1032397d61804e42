#!/usr/bin/env bash
# Makes the model packs models/heart-phantom (int8) and models/heart-phantom-f32 from nothing:
# draws the training set with the phantom, trains, quantises, measures and packs.
#
#   models/training/train.sh
#   FRAMES=8000 EPOCHS=12 models/training/train.sh      other sizes
#   MINUTES=50 models/training/train.sh                 fit the schedule to the time instead
#
# An interrupted training goes on where it stopped; an existing data set of the same size and
# seed is used again. WORK (default: the cache folder) holds the data set and the checkpoints.
set -euo pipefail

frames=${FRAMES:-12000} epochs=${EPOCHS:-8} minutes=${MINUTES:-0} seed=${SEED:-1}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/second-reader
work=${WORK:-$cache/training}
venv=$cache/venv
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if [ ! -e "$venv/.ready-$(sha256sum <"$here/requirements.txt" | cut -c1-16)" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
    touch "$venv/.ready-$(sha256sum <"$here/requirements.txt" | cut -c1-16)"
fi

data=$work/set-$frames-$seed run=$work/run-$frames-$seed
if [ ! -e "$data/train/meta.json" ]; then
    rm -rf "$data.part"
    (cd "$root" && cargo run --example training_set -- --out "$data.part" --frames "$frames" --seed "$seed")
    rm -rf "$data"
    mv "$data.part" "$data"
fi

cd "$here"
export PYTHONDONTWRITEBYTECODE=1
# Threads that spin while they wait lose much on a shared machine.
export OMP_WAIT_POLICY=PASSIVE
"$venv/bin/python" train.py --data "$data" --work "$run" --epochs "$epochs" --minutes "$minutes" --seed "$seed"
"$venv/bin/python" quantise.py --data "$data" --work "$run" --seed "$seed"
"$venv/bin/python" pack.py --data "$data" --work "$run" --packs "$root/models" \
    --command "FRAMES=$frames EPOCHS=$epochs MINUTES=$minutes SEED=$seed models/training/train.sh"
(cd "$root" && cargo run --example seal_pack -- models/heart-phantom)
