/** Tests of what a job file says of SQL databases. */
@NullMarked
package io.godwit.jdbc.spec;

import org.jspecify.annotations.NullMarked;
