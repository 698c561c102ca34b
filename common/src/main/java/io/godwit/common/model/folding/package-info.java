/**
 * When keys are one key: {@link io.godwit.common.model.folding.Folding} makes one text of all keys
 * that any target may take for equal, whatever their type, case, accents, padding or scale. It is
 * coarser than each target's equality and never finer, so records of one key meet in one partition;
 * decision 17 has why that is enough.
 */
@NullMarked
package io.godwit.common.model.folding;

import org.jspecify.annotations.NullMarked;
