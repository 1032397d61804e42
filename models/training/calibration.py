"""From heat to a confidence that means what it says, and from which confidence a structure counts as found.

confidence = sigmoid(heat / temperature + offset), a temperature and an offset for each structure (Platt,
"Probabilistic Outputs for Support Vector Machines", 1999). Temperatures are above zero: the order
of the boxes, and with it average precision, stays as it is. It must not know boxes or labels, only
which guesses are right.
"""

import numpy

# How far a structure's own slope (natural logarithm) and offset may lie from those of all structures
# together, one standard deviation: of a structure seldom seen little is known.
SLOPE_SPREAD, OFFSET_SPREAD = 0.3, 1.0
# What the service takes; see src/detector/manifest.rs.
TEMPERATURES, OFFSETS = (0.05, 20.0), (-10.0, 10.0)

# Thresholds are whole hundredths in this range.
CANDIDATES = numpy.arange(10, 96) / 100
# The goals of the mean sensitivity and the mean specificity, as in src/evaluate/goals.rs.
SENSITIVITY, SPECIFICITY = 0.935, 0.959
# How much specificity counts against sensitivity: what is tried.
WORTHS = numpy.exp(numpy.linspace(numpy.log(0.1), numpy.log(10), 81))
# Thresholds as good as this are as good as the best one.
ALIKE = 0.001


def sigmoid(x: numpy.ndarray) -> numpy.ndarray:
    """1 / (1 + e^-x)."""
    return 0.5 + 0.5 * numpy.tanh(0.5 * x)


def cost(logit, wanted, slope, offset, prior) -> float:
    """Negative log likelihood, and what the prior costs."""
    z = numpy.exp(slope) * logit + offset
    likely = (numpy.logaddexp(0, z) - wanted * z).sum()
    return float(likely + ((slope - prior[0]) ** 2 * prior[2] + (offset - prior[1]) ** 2 * prior[3]) / 2)


def maximise(
    logit: numpy.ndarray, right: numpy.ndarray, prior: tuple[float, float, float, float]
) -> tuple[float, float]:
    """Logarithm of the slope, and the offset. `prior` holds the means of both and their precisions.
    Newton's method with the expected curvature, halving steps that do not help."""
    there, away = int(right.sum()), int((~right).sum())
    # Platt's targets: a guess that is right is not right for ever.
    wanted = numpy.where(right, (there + 1) / (there + 2), 1 / (away + 2))
    slope, offset = prior[:2]
    now = cost(logit, wanted, slope, offset, prior)
    for _ in range(100):
        steep = numpy.exp(slope) * logit
        chance = sigmoid(steep + offset)
        apart, weight = chance - wanted, chance * (1 - chance)
        gradient = numpy.array(
            [
                (apart * steep).sum() + (slope - prior[0]) * prior[2],
                apart.sum() + (offset - prior[1]) * prior[3],
            ]
        )
        cross = (weight * steep).sum()
        curve = numpy.array(
            [
                [(weight * steep**2).sum() + prior[2], cross],
                [cross, weight.sum() + prior[3]],
            ]
        )
        step = numpy.linalg.solve(curve + 1e-9 * numpy.eye(2), gradient)
        for _ in range(30):
            then = cost(logit, wanted, slope - step[0], offset - step[1], prior)
            if then <= now:
                break
            step = step / 2
        else:
            break
        slope, offset = float(slope - step[0]), float(offset - step[1])
        if now - then < 1e-9 * max(now, 1.0):
            break
        now = then
    return slope, offset


def fit(
    logit: numpy.ndarray, right: numpy.ndarray, counts: numpy.ndarray
) -> tuple[list[float], list[float]]:
    """Temperature and offset of each structure, by maximum likelihood with a prior around those of
    all together. All inputs are [frames,structures]: heat of the best box, whether it is right,
    whether it counts. A structure of which nothing counts keeps 1 and 0."""
    if not counts.any():
        return [1.0] * logit.shape[1], [0.0] * logit.shape[1]
    # A hundredth of a guess: nothing but a hold where all are right or all wrong.
    whole = maximise(logit[counts], right[counts], (0.0, 0.0, 0.01, 0.01))
    prior = (*whole, SLOPE_SPREAD**-2, OFFSET_SPREAD**-2)
    temperatures, offsets = [], []
    for index in range(logit.shape[1]):
        among = counts[:, index]
        slope, offset = 0.0, 0.0
        if among.any():
            slope, offset = maximise(logit[among, index], right[among, index], prior)
        temperature = numpy.clip(numpy.exp(-slope), *TEMPERATURES)
        temperatures.append(round(float(temperature), 3))
        offsets.append(round(float(numpy.clip(offset, *OFFSETS)), 3))
    return temperatures, offsets


def mean(values: numpy.ndarray) -> float:
    """Mean of those that there are; 1 without any, which nothing can improve."""
    values = values[~numpy.isnan(values)]
    return float(values.mean()) if len(values) else 1.0


def thresholds(chance: numpy.ndarray, known: numpy.ndarray, present: numpy.ndarray) -> list[float]:
    """The confidences from which the structures count as found, so that mean sensitivity and mean
    specificity, counted as `evaluate` counts them (a structure is found wherever its box lies),
    exceed their goals by as much as they can both do.

    Each structure takes the threshold with the most sensitivity + w specificity, the middle one
    where several are as good; w is the same for all, which loses the least of one mean for the other.
    The means that w is chosen by leave out frames without any structure, other parts of the body:
    there everything is easily silent, and the goals are for sweeps of hearts.
    All inputs are [frames,structures]. A structure that never occurs gets 0.5."""
    sensitivity, specificity = curves(chance, known, present)
    _, among_hearts = curves(chance, known & present.any(1, keepdims=True), present)
    rows, best = numpy.arange(len(sensitivity)), -numpy.inf
    chosen = numpy.zeros(len(rows), int)
    for worth in WORTHS:
        value = numpy.nan_to_num(sensitivity) + worth * numpy.nan_to_num(specificity)
        picked = numpy.array([middle(line) for line in value])
        margin = min(
            mean(sensitivity[rows, picked]) - SENSITIVITY,
            mean(among_hearts[rows, picked]) - SPECIFICITY,
        )
        if margin > best:
            best, chosen = margin, picked
    never = numpy.isnan(sensitivity[:, 0])
    return numpy.where(never, 0.5, CANDIDATES[chosen]).tolist()


def curves(
    chance: numpy.ndarray, known: numpy.ndarray, present: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Sensitivity and specificity [structures,candidates]; not a number where a structure is
    never there, the specificity also where it always is."""
    shape = (chance.shape[1], len(CANDIDATES))
    sensitivity, specificity = numpy.full(shape, numpy.nan), numpy.full(shape, numpy.nan)
    for index in range(shape[0]):
        here = chance[known[:, index] & present[:, index], index]
        away = chance[known[:, index] & ~present[:, index], index]
        if len(here):
            sensitivity[index] = (here >= CANDIDATES[:, None]).mean(1)
        if len(here) and len(away):
            specificity[index] = (away < CANDIDATES[:, None]).mean(1)
    return sensitivity, specificity


def middle(line: numpy.ndarray) -> int:
    """The middle one of the best places."""
    best = numpy.flatnonzero(line >= line.max() - ALIKE)
    return int(best[len(best) // 2])
