/** Tests of reading tables that need no database. */
@NullMarked
package io.godwit.jdbc.sql.source;

import org.jspecify.annotations.NullMarked;
