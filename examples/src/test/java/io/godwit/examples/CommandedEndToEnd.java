package io.godwit.examples;

/** What Godwit promises of runs that people stop, pause, begin twice or take from one another. */
interface CommandedEndToEnd extends OrderlyStops, PausedRuns, TakeOver, RivalRuns {}
