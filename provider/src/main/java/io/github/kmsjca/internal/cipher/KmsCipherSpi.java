package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.delegation.ForeignCiphers;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.OtherInstance;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Every Cipher transformation: a row, and from the first init on an {@link InitialisedCipher}. With
 * a key of ours that is an operation of ours; with any other key it is a pipe to the provider that
 * JCA would have chosen. Initialising never does I/O.
 */
public final class KmsCipherSpi extends CipherSpi {
  private final CipherAlgorithm row;
  private final String transformation;
  private final KeyResolver owner;
  private final OwnOperations operations;

  /** Absent before the first init, and after one with a key of ours that failed. */
  private @Nullable InitialisedCipher current;

  /**
   * Kept once it had a key: JCA would have stayed with its provider, and that one knows its IVs.
   */
  private @Nullable ForeignCipher foreign;

  /** Asked as long as there is no key, and refuses what nobody takes: some remember the answers. */
  private @Nullable Cipher keyless;

  /**
   * A Cipher without a key.
   *
   * @param transformation the name of the row that was asked for: its own, or an alias
   * @param envelopes this Cipher's own
   */
  public KmsCipherSpi(
      CipherAlgorithm row,
      String transformation,
      KeyResolver owner,
      Settings settings,
      EnvelopeOperations envelopes) {
    this.row = row;
    this.transformation = transformation;
    this.owner = owner;
    this.operations = new OwnOperations(row, settings, envelopes);
  }

  @Override
  protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
    throw new NoSuchAlgorithmException(row.jcaName() + " has no mode " + mode);
  }

  @Override
  protected void engineSetPadding(String padding) throws NoSuchPaddingException {
    throw new NoSuchPaddingException(row.jcaName() + " has no padding " + padding);
  }

  /** The one of the three ways to init that JCA was called by. */
  @FunctionalInterface
  private interface Init {
    void of(Cipher cipher) throws InvalidKeyException, InvalidAlgorithmParameterException;
  }

  @Override
  protected void engineInit(int opmode, Key key, SecureRandom random) throws InvalidKeyException {
    try {
      if (!isInitialisedHere(opmode, key, null, random)) {
        initForeign(key, cipher -> cipher.init(opmode, key, random));
      }
    } catch (InvalidAlgorithmParameterException e) {
      throw new InvalidKeyException(e.getMessage(), e);
    }
  }

  @Override
  protected void engineInit(
      int opmode, Key key, @Nullable AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (!isInitialisedHere(opmode, key, parameters, random)) {
      initForeign(key, cipher -> cipher.init(opmode, key, parameters, random));
    }
  }

  @Override
  protected void engineInit(
      int opmode, Key key, @Nullable AlgorithmParameters parameters, SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (isOurs(key)) {
      become(null);
      engineInit(opmode, key, ParameterSpecs.of(row, parameters), random);
    } else if (parameters != null || !isInitialisedHere(opmode, key, null, random)) {
      initForeign(key, cipher -> cipher.init(opmode, key, parameters, random));
    }
  }

  private boolean isOurs(@Nullable Key key) {
    return key instanceof KeyHandle handle && handle.belongsTo(owner);
  }

  /** False if the key is not for us. A failed init leaves no earlier key in place. */
  private boolean isInitialisedHere(
      int opmode,
      @Nullable Key key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    CipherOperation operation;
    if (isOurs(key) && key instanceof KeyHandle handle) {
      become(null);
      operation = operations.withKeyOfOurs(opmode, handle, parameters);
    } else {
      owner.requireFound(key);
      operation = operations.withOrphan(opmode, key, parameters, random);
    }
    if (operation == null) {
      return false;
    }
    become(new OwnCipher(operation));
    return true;
  }

  /** Nothing of an earlier message outlives its key. */
  private void become(@Nullable InitialisedCipher next) {
    InitialisedCipher before = current;
    current = next;
    if (before != null && before != next) {
      before.abandon();
    }
  }

  private void initForeign(@Nullable Key key, Init init)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (current != foreign) {
      become(null);
    }
    owner.requireFound(key);
    OtherInstance.requireUsable(key);
    // A handle of another instance is for that one, whoever had the key before it.
    ForeignCipher pipe = key instanceof KeyHandle ? null : foreign;
    try {
      if (pipe == null) {
        pipe = new ForeignCipher(initialised(foreignCipher(), init));
      } else {
        init.of(pipe.cipher());
      }
    } catch (InvalidKeyException e) {
      throw OtherInstance.explained(key, e);
    }
    foreign = pipe;
    become(pipe);
  }

  /** What nobody takes is refused by whom JCA would have bound without us, in its own words. */
  private Cipher initialised(Cipher undecided, Init init)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    try {
      init.of(undecided);
      return undecided;
    } catch (InvalidKeyException | InvalidAlgorithmParameterException | RuntimeException e) {
      Cipher next = nextProvider();
      if (next == null) {
        throw e;
      }
      init.of(next);
      return next;
    }
  }

  private Cipher foreignCipher() throws InvalidKeyException {
    if (row.isOurName()) {
      throw new InvalidKeyException(row.jcaName() + " takes keys of AWS KMS only");
    }
    return ForeignCiphers.create(foreignName(), KmsCipherSpi.class.getName());
  }

  /** Others need not know all names that we know. */
  private String foreignName() {
    return transformation.equals(row.jcaName())
            || ForeignCiphers.isOfferedByOthers(transformation, KmsCipherSpi.class.getName())
        ? transformation
        : row.jcaName();
  }

  /** What JCA would have asked before the key is known, had it not been us; one for all time. */
  private @Nullable Cipher nextProvider() {
    Cipher asked = keyless;
    if (asked == null && !row.isOurName()) {
      asked = ForeignCiphers.next(foreignName(), KmsCipherSpi.class.getName());
      keyless = asked;
    }
    return asked;
  }

  private InitialisedCipher current() {
    if (current == null) {
      throw new IllegalStateException("not initialised with a key");
    }
    return current;
  }

  @Override
  protected int engineGetBlockSize() {
    if (current != null) {
      return current.blockSize();
    }
    Cipher next = nextProvider();
    return next == null ? 0 : next.getBlockSize();
  }

  @Override
  protected byte @Nullable [] engineGetIV() {
    if (current != null) {
      return current.iv();
    }
    Cipher next = nextProvider();
    return next == null ? null : next.getIV();
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    if (current != null) {
      return current.parameters();
    }
    Cipher next = nextProvider();
    return next == null ? null : next.getParameters();
  }

  @Override
  protected int engineGetKeySize(Key key) throws InvalidKeyException {
    return KeySizes.of(key);
  }

  @Override
  protected int engineGetOutputSize(int inputLength) {
    return current().outputSize(inputLength);
  }

  @Override
  protected byte @Nullable [] engineUpdate(byte[] input, int offset, int length) {
    return current().update(input, offset, length);
  }

  @Override
  protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException {
    return current().update(input, offset, length, output, outputOffset);
  }

  @Override
  protected int engineUpdate(ByteBuffer input, ByteBuffer output) throws ShortBufferException {
    return current().update(input, output);
  }

  @Override
  protected byte @Nullable [] engineDoFinal(byte @Nullable [] input, int offset, int length)
      throws IllegalBlockSizeException, BadPaddingException {
    return current().doFinal(input, offset, length);
  }

  @Override
  protected int engineDoFinal(
      byte @Nullable [] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    return current().doFinal(input, offset, length, output, outputOffset);
  }

  @Override
  protected int engineDoFinal(ByteBuffer input, ByteBuffer output)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    return current().doFinal(input, output);
  }

  @Override
  protected void engineUpdateAAD(byte[] aad, int offset, int length) {
    current().updateAad(aad, offset, length);
  }

  @Override
  protected void engineUpdateAAD(ByteBuffer aad) {
    current().updateAad(aad);
  }

  @Override
  protected byte[] engineWrap(Key key) throws IllegalBlockSizeException, InvalidKeyException {
    return current().wrap(key);
  }

  @Override
  protected Key engineUnwrap(byte[] wrapped, String algorithm, int type)
      throws InvalidKeyException, NoSuchAlgorithmException {
    return current().unwrap(wrapped, algorithm, type);
  }
}
