/** The smallest second dialect, by which the cut between general and PostgreSQL is judged. */
@NullMarked
package io.godwit.jdbc.h2;

import org.jspecify.annotations.NullMarked;
