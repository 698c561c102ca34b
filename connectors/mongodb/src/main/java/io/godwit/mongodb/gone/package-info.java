/**
 * Documents of which the source has no record any more. The keys of all records are staged in a
 * collection of ours by what they find, one {@link io.godwit.mongodb.bson.DocumentKey} each, so
 * numbers of one amount are one key whatever their types; then the job's own documents are gone
 * through, and those whose key is not there are gone. Nothing of it needs a transaction: a search
 * changes nothing, and what is deleted or marked is asked for its key, its owner and its mark by
 * the command that does it.
 */
@NullMarked
package io.godwit.mongodb.gone;

import org.jspecify.annotations.NullMarked;
