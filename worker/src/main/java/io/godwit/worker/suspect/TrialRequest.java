package io.godwit.worker.suspect;

import io.godwit.common.wire.WorkPack;
import java.util.List;

/**
 * What a child is asked to work on.
 *
 * @param partition that the packs are of
 * @param packs of one run
 * @param places the numbers of the records among all that are in the packs, from 0, rising; may be
 *     none
 */
record TrialRequest(int partition, List<WorkPack> packs, List<Integer> places) {}
