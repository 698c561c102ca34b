/** Tests of what it takes to undo a run. */
@NullMarked
package io.godwit.jdbc.sql.undo;

import org.jspecify.annotations.NullMarked;
