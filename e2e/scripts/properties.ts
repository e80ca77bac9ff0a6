/** What is random in tests has its time: a property that fails is shrunk for a while, not for as long as it gets smaller. */
import fc from 'fast-check';

fc.configureGlobal({ interruptAfterTimeLimit: 40_000 });
