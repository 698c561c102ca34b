/** That each guarantee is kept by a run that is right, and broken by one that is not. */
@NullMarked
package io.godwit.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
