package io.github.kmsjca.samples.files;

/** The command was called in a way that makes no sense. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String text;

  UsageException(String text) {
    super(text);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
