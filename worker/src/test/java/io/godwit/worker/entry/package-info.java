/** Tests of what records become at a target. */
@NullMarked
package io.godwit.worker.entry;

import org.jspecify.annotations.NullMarked;
