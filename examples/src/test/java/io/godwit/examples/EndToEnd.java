package io.godwit.examples;

/** What Godwit promises, from end to end, over real servers and real processes. */
interface EndToEnd
    extends AlteredEndToEnd, CommandedEndToEnd, DisturbedEndToEnd, UndisturbedEndToEnd {}
