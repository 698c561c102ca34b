/**
 * Commands on a run that has ended: what failed and what may be replayed, what the target has
 * refused of the tasks behind a load, whether the target holds what was written, the way back to
 * what it was before, and the removal of what Godwit has kept.
 */
@NullMarked
package io.godwit.cli.ended;

import org.jspecify.annotations.NullMarked;
