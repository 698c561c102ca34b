/** Tests of what a ledger notes, and of what follows from it. */
@NullMarked
package io.godwit.jdbc.sql.ledger;

import org.jspecify.annotations.NullMarked;
