package io.github.kmsjca.internal.message;

/** The bytes are not a message that this codec reads. Its text tells no content. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }
}
