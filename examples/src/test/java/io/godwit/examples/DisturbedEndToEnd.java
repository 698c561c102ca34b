package io.godwit.examples;

/** What Godwit promises of runs whose processes something from outside disturbs. */
interface DisturbedEndToEnd extends DisturbedRuns, PoisonedRuns {}
