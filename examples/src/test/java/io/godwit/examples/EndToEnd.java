package io.godwit.examples;

/** What Godwit promises, from end to end, over real servers and real processes. */
interface EndToEnd
    extends DisturbedRuns,
        PoisonedRuns,
        OrderlyStops,
        TakeOver,
        BadInput,
        UnusualFiles,
        ExactValues,
        KeysOfTheTarget,
        StartChecks,
        RivalRuns,
        ShippedExamples {}
