package io.github.kmsjca.internal.doctor;

import java.util.List;

/** One section of the report. */
interface Check {
  String title();

  /** Looks, and says what it found. What it throws becomes a problem of the section. */
  List<Finding> findings();
}
