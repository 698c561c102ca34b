/**
 * Begins a job file for somebody who has two addresses: {@link io.godwit.cli.draft.Addressed} finds
 * the connectors that know them, {@link io.godwit.cli.draft.Findings} looks at what is there, and
 * {@link io.godwit.cli.draft.JobDraft} writes the file. What a connector proposes it says by {@link
 * io.godwit.common.spi.drafting.Drafting}; nothing here knows a kind by name.
 */
@NullMarked
package io.godwit.cli.draft;

import org.jspecify.annotations.NullMarked;
