package io.github.kmsjca.internal.doctor;

/** What a section says that needs a valid configuration, where there is none. */
final class NotTried {
  static final Finding FINDING = Finding.fact("", "not tried: the configuration is not valid");

  private NotTried() {}
}
