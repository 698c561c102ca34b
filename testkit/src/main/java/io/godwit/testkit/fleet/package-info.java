/** Real processes of the {@code godwit} command, started, watched and killed by tests. */
@NullMarked
package io.godwit.testkit.fleet;

import org.jspecify.annotations.NullMarked;
