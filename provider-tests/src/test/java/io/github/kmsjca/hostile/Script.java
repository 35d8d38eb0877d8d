package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random calls of a Cipher, sensible or not, each made on both sides. What comes of each must be
 * the same: the type of the exception, or the plaintext.
 *
 * <p>Where SunJCE leaves the contract, the script goes another way:
 *
 * <ul>
 *   <li>after a failed {@code init} it goes on with the key before, if there was one; ours wants
 *       another {@code init};
 *   <li>what is shorter than a tag is on JDK 17 a ShortBufferException or a ProviderException, but
 *       from a buffer an AEADBadTagException, as the contract has it;
 *   <li>{@code unwrap} of a key of no bytes is an IllegalArgumentException;
 *   <li>{@code doFinal} from a buffer to one that is too small forgets the additional data on JDK
 *       17;
 *   <li>after a bad tag found by {@code doFinal} into an array or a buffer it keeps what it was
 *       given of the message; ours is ready for the next one, as it is after {@code doFinal} that
 *       returns an array, on both sides.
 * </ul>
 */
final class Script {
  private static final List<Side.Form> FORMS = List.of(Side.Form.values());
  private static final List<Side.Spoiling> SPOILINGS = List.of(Side.Spoiling.values());
  private static final int STEPS = 40;
  private static final int MOST_PART = 40;

  /** What the Ciphers are in the middle of. */
  private enum State {
    NOT_INITIALISED,
    SEALING,
    SEALED,
    OPENING,
    WRAPPING,
    WRAPPED,
    UNWRAPPING
  }

  private final Random random;
  private final List<Side> sides;
  private final List<String> log = new ArrayList<>();

  /** Of each message that was sealed: its additional data, and its plaintext's length. */
  private final List<byte[]> aads = new ArrayList<>();

  private final List<Integer> lengths = new ArrayList<>();

  /** Where the Cipher chose it, an empty one, like no other. */
  private final List<byte[]> ivs = new ArrayList<>();

  private final ByteArrayOutputStream aad = new ByteArrayOutputStream();
  private State state = State.NOT_INITIALISED;
  private byte[] lastIv = new byte[12];
  private byte[] givenIv = new byte[0];
  private int plaintextLength;
  private int opened;
  private boolean isSound;
  private boolean isLongEnough;
  private int agreements;

  Script(long seed, Side ours, Side theirs) {
    this.random = new Random(seed);
    this.sides = List.of(ours, theirs);
  }

  /** Answers how many calls there were. */
  int run() {
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    return agreements;
  }

  private String both(String name, Side.Call call) {
    log.add(name);
    String ours = sides.get(0).outcome(call);
    String theirs = sides.get(1).outcome(call);
    assertEquals(theirs, ours, () -> String.join("\n", log));
    log.set(log.size() - 1, name + ": " + theirs);
    agreements++;
    return ours;
  }

  private boolean isOk(String name, Side.Call call) {
    return both(name, call).startsWith("ok");
  }

  private Side.Form form() {
    return FORMS.get(random.nextInt(FORMS.size()));
  }

  private byte[] bytes(int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private void step() {
    int die = random.nextInt(100);
    if (die < 3) {
      both("getOutputSize", side -> side.outputSize(MOST_PART));
    } else if (die < 5 && state != State.NOT_INITIALISED) {
      both("getIV", Side::iv);
    } else if (die < 6) {
      both("getBlockSize", Side::blockSize);
    } else if (die < 14 || (state == State.NOT_INITIALISED && die < 80)) {
      init();
    } else {
      use();
    }
  }

  private void init() {
    int die = random.nextInt(100);
    if (die < 8) {
      refusedInit(die);
    } else if (die < 40) {
      initToSeal(Cipher.ENCRYPT_MODE, State.SEALING);
    } else if (die < 48) {
      initToSeal(Cipher.WRAP_MODE, State.WRAPPING);
    } else if (!aads.isEmpty()) {
      opened = random.nextInt(aads.size());
      boolean unwraps = die < 56 && lengths.get(opened) > 0;
      initToOpen(unwraps ? Cipher.UNWRAP_MODE : Cipher.DECRYPT_MODE);
      state = unwraps ? State.UNWRAPPING : State.OPENING;
    }
  }

  private void refusedInit(int die) {
    int mode = random.nextBoolean() ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    AlgorithmParameterSpec parameters =
        switch (die % 4) {
          case 0 -> new GCMParameterSpec(100, new byte[12]);
          case 1 -> new GCMParameterSpec(128, new byte[0]);
          default -> new IvParameterSpec(new byte[12]);
        };
    boolean accepted =
        die % 4 == 3
            ? isOk("init without key", side -> side.initWithoutKey(Cipher.ENCRYPT_MODE))
            : isOk("init with parameters " + die % 4, side -> side.init(mode, parameters));
    assertEquals(false, accepted);
    state = State.NOT_INITIALISED;
    mustInit();
  }

  /** Until it succeeds: what a Cipher does after a failed init is left to its provider. */
  private void mustInit() {
    byte[] iv = new byte[12];
    random.nextBytes(iv);
    initToSeal(Cipher.ENCRYPT_MODE, State.SEALING, iv);
  }

  private void initToSeal(int mode, State next) {
    int die = random.nextInt(10);
    byte[] iv = lastIv.clone();
    if (die > 2) {
      random.nextBytes(iv);
    }
    initToSeal(mode, next, die > 7 ? null : iv);
  }

  private void initToSeal(int mode, State next, byte[] iv) {
    GCMParameterSpec parameters = iv == null ? null : new GCMParameterSpec(128, iv);
    if (isOk("init " + mode, side -> side.init(mode, parameters))) {
      state = next;
      aad.reset();
      plaintextLength = 0;
      lastIv = iv == null ? lastIv : iv;
      givenIv = iv == null ? new byte[0] : iv;
    } else {
      mustInit();
    }
  }

  private void initToOpen(int mode) {
    int ivOf = random.nextInt(8) == 0 ? random.nextInt(aads.size()) : opened;
    int kinds = mode == Cipher.DECRYPT_MODE ? SPOILINGS.size() : Side.Spoiling.LONG_ENOUGH;
    int kind = random.nextInt(3) > 0 ? 0 : random.nextInt(kinds);
    Side.Spoiling spoiling = SPOILINGS.get(kind);
    isLongEnough = kind < Side.Spoiling.LONG_ENOUGH;
    isSound = spoiling == Side.Spoiling.NONE && isIvOf(opened, ivOf);
    boolean accepted =
        isOk(
            "init to open " + opened + " with the IV of " + ivOf + ", " + spoiling,
            side -> side.initToOpen(mode, opened, ivOf, spoiling));
    assertEquals(true, accepted);
    aad.reset();
    giveAad();
  }

  /** Only the IV of the encryption before is refused, so two messages may have the same. */
  private boolean isIvOf(int one, int other) {
    byte[] iv = ivs.get(one);
    return one == other || (iv.length > 0 && Arrays.equals(iv, ivs.get(other)));
  }

  /** Most of the time the right ones, in one piece or in two. */
  private void giveAad() {
    byte[] right = aads.get(opened);
    int die = random.nextInt(10);
    if (die < 8 && right.length > 0) {
      int cut = random.nextInt(right.length);
      giveAad(Arrays.copyOf(right, cut), form());
      giveAad(Arrays.copyOfRange(right, cut, right.length), Side.Form.ARRAYS);
    }
  }

  private void giveAad(byte[] more, Side.Form form) {
    if (isOk("updateAAD of " + more.length, side -> side.updateAad(more, form))) {
      aad.writeBytes(more);
    }
  }

  private void use() {
    int die = random.nextInt(20);
    if (die == 0) {
      both("wrap", side -> side.wrap(new SecretKeySpec(new byte[16], "AES")));
      afterWrap();
    } else if (die == 1) {
      unwrap();
    } else if (die < 6) {
      updateAad();
    } else if (state == State.WRAPPING && die < 16) {
      both("wrap", side -> side.wrap(new SecretKeySpec(new byte[16], "AES")));
      afterWrap();
    } else if (state == State.UNWRAPPING && die < 16) {
      unwrap();
    } else if (die < 13) {
      update();
    } else {
      doFinal();
    }
  }

  private void afterWrap() {
    if (state == State.WRAPPING) {
      both("wrapped", side -> side.sealed(aad.toByteArray()));
      aads.add(aad.toByteArray());
      lengths.add(16);
      ivs.add(givenIv);
      state = State.WRAPPED;
    }
  }

  private void unwrap() {
    boolean done = isOk("unwrap", Side::unwrap);
    if (state == State.UNWRAPPING && !done) {
      mustInit();
    }
  }

  private void updateAad() {
    giveAad(bytes(MOST_PART), form());
  }

  private void update() {
    Side.Form form = form();
    if (state == State.OPENING) {
      double share = random.nextInt(4) / 3.0;
      both("update, " + form + " of " + share, side -> side.updateToOpen(share, form));
      return;
    }
    byte[] part = bytes(MOST_PART);
    if (isOk("update, " + form + " of " + part.length, side -> side.update(part, form))) {
      plaintextLength += part.length;
    }
  }

  private void doFinal() {
    Side.Form form = form();
    if (state == State.OPENING) {
      open(form);
      return;
    }
    byte[] rest = bytes(MOST_PART);
    if (form != Side.Form.RETURNED && state == State.SEALING) {
      both("doFinal into too little", side -> side.sealIntoTooLittle(rest, form));
    }
    if (isOk("doFinal, " + form + " of " + rest.length, side -> side.seal(rest, form))) {
      byte[] used = aad.toByteArray();
      both("sealed", side -> side.sealed(used));
      aads.add(used);
      lengths.add(plaintextLength + rest.length);
      ivs.add(givenIv);
      state = State.SEALED;
    }
  }

  private void open(Side.Form form) {
    int length = lengths.get(opened);
    boolean isRight = isSound && Arrays.equals(aad.toByteArray(), aads.get(opened));
    // Where both the room and the tag are wrong, which of them is told first is nobody's promise.
    if (form == Side.Form.ARRAYS && isRight && length > 0) {
      int room = random.nextInt(length);
      both("doFinal into too little", side -> side.openIntoTooLittle(form, room));
    }
    Side.Form chosen = isLongEnough ? form : Side.Form.BUFFERS;
    boolean opens = isOk("doFinal, " + chosen, side -> side.open(chosen));
    assertEquals(isRight, opens, () -> String.join("\n", log));
    aad.reset();
    if (!opens && chosen != Side.Form.RETURNED) {
      mustInit();
    } else {
      giveAad(); // for the same message, once more
    }
  }
}
