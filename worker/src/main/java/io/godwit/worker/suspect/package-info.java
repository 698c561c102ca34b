/**
 * Finds the record that ends worker after worker, and never takes a good one for it.
 *
 * <p>Beside the committed offset of a partition stands a {@link
 * io.godwit.worker.suspect.OffsetMark}: who works from there on. A next owner that finds the mark
 * of a process that is gone knows of a death, works in small steps that it names before it begins
 * them ({@link io.godwit.worker.suspect.Suspicion}), and holds a {@link
 * io.godwit.worker.suspect.Trial} over a step that has cost another death: in child processes,
 * which may end without harm. Deaths only raise suspicion; the trial decides.
 */
@NullMarked
package io.godwit.worker.suspect;

import org.jspecify.annotations.NullMarked;
