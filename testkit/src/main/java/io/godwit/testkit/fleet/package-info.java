/**
 * Processes of the {@code godwit} command, and roles in the test's own, started and watched by
 * tests.
 */
@NullMarked
package io.godwit.testkit.fleet;

import org.jspecify.annotations.NullMarked;
