package io.godwit.cli.jobfile;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.godwit.common.job.page.JobSchema;

/** The generated schema in the hands of an independent validator. */
final class JobSchemas {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JobSchema.text(), InputFormat.JSON);

  private JobSchemas() {}

  static boolean accepts(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).isEmpty();
  }
}
