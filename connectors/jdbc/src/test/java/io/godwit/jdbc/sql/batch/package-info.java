/** Tests of the order in which a batch is written, and of the search for refused records. */
@NullMarked
package io.godwit.jdbc.sql.batch;

import org.jspecify.annotations.NullMarked;
