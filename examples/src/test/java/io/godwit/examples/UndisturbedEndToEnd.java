package io.godwit.examples;

/** What Godwit promises of a run in peace: what source, job and target say decides how it ends. */
interface UndisturbedEndToEnd
    extends BadInput,
        MonstrousRecords,
        UnusualFiles,
        ExactValues,
        KeysOfTheTarget,
        StartChecks,
        WhoseFault,
        StrangersConnectors,
        ShippedExamples {}
