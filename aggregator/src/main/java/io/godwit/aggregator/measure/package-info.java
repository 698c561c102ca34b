/** What an aggregator shows as metrics: the books and the lag of its job, and itself. */
@NullMarked
package io.godwit.aggregator.measure;

import org.jspecify.annotations.NullMarked;
