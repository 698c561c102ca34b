/** That what happens is seen, and seen in the order in which one thing follows from another. */
@NullMarked
package io.godwit.testkit.watch;

import org.jspecify.annotations.NullMarked;
