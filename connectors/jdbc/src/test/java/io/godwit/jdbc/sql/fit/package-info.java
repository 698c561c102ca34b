/** What fits which column, by the rules alone: no database has a say here. */
@NullMarked
package io.godwit.jdbc.sql.fit;

import org.jspecify.annotations.NullMarked;
