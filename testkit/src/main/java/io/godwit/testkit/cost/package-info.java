/**
 * What code of our own costs beside a library's, for the decision to keep it. A figure of this kind
 * is a ratio of CPU time, measured in turn in one process; it stands in a decision with its
 * command, and never in a test.
 */
@NullMarked
package io.godwit.testkit.cost;

import org.jspecify.annotations.NullMarked;
