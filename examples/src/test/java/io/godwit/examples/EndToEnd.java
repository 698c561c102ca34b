package io.godwit.examples;

/** What Godwit promises, from end to end, over real servers and real processes. */
interface EndToEnd
    extends DisturbedRuns,
        PoisonedRuns,
        AlteredTargets,
        OrderlyStops,
        PausedRuns,
        TakeOver,
        BadInput,
        MonstrousRecords,
        UnusualFiles,
        ExactValues,
        KeysOfTheTarget,
        StartChecks,
        RivalRuns,
        WhoseFault,
        StrangersConnectors,
        ShippedExamples {}
