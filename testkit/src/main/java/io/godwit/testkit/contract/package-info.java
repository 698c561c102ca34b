/** What the test of any connector uses. */
@NullMarked
package io.godwit.testkit.contract;

import org.jspecify.annotations.NullMarked;
