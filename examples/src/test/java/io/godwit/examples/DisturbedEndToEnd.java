package io.godwit.examples;

/** What Godwit promises of runs that something from outside disturbs. */
interface DisturbedEndToEnd extends DisturbedRuns, PoisonedRuns, AlteredTargets, NotedRuns {}
