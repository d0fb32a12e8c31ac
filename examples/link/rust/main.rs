//! main.rs: two threads of layer 0, then a kernel thread of layer 1, in a program without Rust's standard library
#![no_std]
#![no_main]

use core::cell::UnsafeCell;
use core::ptr::{addr_of_mut, null_mut};

/// C's types, which `core` has from Rust 1.64 on.
#[allow(non_camel_case_types)]
mod ctypes {
    pub type c_char = i8;
    pub type c_int = i32;
    pub type c_uint = u32;
    pub type c_long = i64;
    pub type c_ulong = u64;
    pub use core::ffi::c_void;
}

/// What bindgen makes of the headers.
#[allow(dead_code, non_camel_case_types, non_upper_case_globals, non_snake_case)]
mod kspawn {
    include!(env!("KSPAWN_RS"));
}
use ctypes::{c_int, c_void};
use kspawn::*;

/// As each object of C does it: another version of the library does not link.
#[used]
static ABI: &ctypes::c_char = unsafe { &kspawn_abi_2 };

// ---- the least of a kernel: stacks, a console, an end; here the C library of Linux has the last two ----

const STACK_SIZE: usize = 16 * 1024;

#[repr(align(16))]
#[allow(dead_code)]
struct Stack([u8; STACK_SIZE]);

/// One processor and no interrupts: one thread uses these at a time.
struct Shared<T>(UnsafeCell<T>);
unsafe impl<T> Sync for Shared<T> {}
impl<T> Shared<T> {
    fn get(&self) -> *mut T {
        self.0.get()
    }
}

extern "C" {
    fn write(fd: c_int, from: *const u8, n: usize) -> isize;
    fn _exit(status: c_int) -> !;
}

fn print(text: &str) {
    unsafe { write(1, text.as_ptr(), text.len()) };
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    print("panic\n");
    unsafe { _exit(101) }
}

// ---- layer 0: two threads that hand each other the processor ----

const NO_THREAD: kspawn_thread = kspawn_thread { sp: null_mut() };
static BOOT: Shared<kspawn_thread> = Shared(UnsafeCell::new(NO_THREAD));
static PING: Shared<kspawn_thread> = Shared(UnsafeCell::new(NO_THREAD));
static PONG: Shared<kspawn_thread> = Shared(UnsafeCell::new(NO_THREAD));
const NO_STACK: Stack = Stack([0; STACK_SIZE]);
static STACKS: Shared<[Stack; 3]> = Shared(UnsafeCell::new([NO_STACK; 3]));

unsafe extern "C" fn ping(_: *mut c_void) -> c_int {
    for _ in 0..2 {
        print("ping\n");
        kspawn_switch_to(PING.get(), PONG.get());
    }
    kspawn_switch_to(PING.get(), BOOT.get());
    0
}

unsafe extern "C" fn pong(_: *mut c_void) -> c_int {
    loop {
        print("pong\n");
        kspawn_switch_to(PONG.get(), PING.get());
    }
}

unsafe fn make(thread: *mut kspawn_thread, func: unsafe extern "C" fn(*mut c_void) -> c_int, stack: usize) {
    let mut args: kspawn_thread_args = core::mem::zeroed();
    args.fn_ = Some(func);
    args.stack = addr_of_mut!((*STACKS.get())[stack]).cast();
    args.stack_size = STACK_SIZE as _;
    if kspawn_copy_thread(thread, &args) != 0 {
        panic!();
    }
}

unsafe fn layer0() {
    make(PING.get(), ping, 0);
    make(PONG.get(), pong, 1);
    kspawn_switch_to(BOOT.get(), PING.get());
}

// ---- layer 1: the hooks of one kernel thread besides the task that boots ----

#[repr(align(64))]
#[allow(dead_code)]
struct Registers([u8; 1024]);
static IDLE: Shared<core::mem::MaybeUninit<kspawn_task>> = Shared(UnsafeCell::new(core::mem::MaybeUninit::uninit()));
static TASK: Shared<core::mem::MaybeUninit<kspawn_task>> = Shared(UnsafeCell::new(core::mem::MaybeUninit::uninit()));
static REGISTERS: Shared<Registers> = Shared(UnsafeCell::new(Registers([0; 1024])));
static CURRENT: Shared<*mut kspawn_task> = Shared(UnsafeCell::new(null_mut()));
static READY: Shared<bool> = Shared(UnsafeCell::new(false));
static FREED: Shared<bool> = Shared(UnsafeCell::new(false));

unsafe fn switch(next: *mut kspawn_task) {
    let prev = *CURRENT.get();
    (*next).on_cpu = 1;
    *CURRENT.get() = next;
    kspawn_finish_switch(kspawn_switch_to(addr_of_mut!((*prev).thread), addr_of_mut!((*next).thread)));
}

/// The other of the two.
unsafe fn other() -> *mut kspawn_task {
    if *CURRENT.get() == IDLE.get().cast() { TASK.get().cast() } else { IDLE.get().cast() }
}

#[no_mangle]
unsafe extern "C" fn kspawn_schedule_tail(prev: *mut kspawn_thread) {
    if !(*CURRENT.get()).is_null() {
        kspawn_finish_switch(prev);
    }
}

#[no_mangle]
unsafe extern "C" fn kspawn_return_to_user(_: *mut kspawn_pt_regs) -> ! {
    panic!()
}

#[no_mangle]
unsafe extern "C" fn kspawn_current() -> *mut kspawn_task {
    *CURRENT.get()
}

#[no_mangle]
unsafe extern "C" fn kspawn_task_alloc(out: *mut *mut kspawn_task) -> c_int {
    let task: *mut kspawn_task = TASK.get().cast();
    *task = core::mem::zeroed();
    (*task).pid = 1;
    (*task).stack = addr_of_mut!((*STACKS.get())[2]).cast();
    (*task).stack_size = STACK_SIZE as _;
    (*task).regs = REGISTERS.get().cast();
    *out = task;
    0
}

#[no_mangle]
unsafe extern "C" fn kspawn_task_free(_: *mut kspawn_task) {
    *FREED.get() = true;
}

#[no_mangle]
unsafe extern "C" fn kspawn_task_publish(_: *mut kspawn_task) {
    *READY.get() = true;
}

/// Each sleep lets the other task run, until it changes the word.
#[no_mangle]
unsafe extern "C" fn kspawn_wait_word(word: *const u32, seen: u32, _: kspawn_sleep) -> c_int {
    if core::ptr::read_volatile(word) == seen && *READY.get() {
        switch(other());
    }
    0
}

#[no_mangle]
extern "C" fn kspawn_wake_word(_: *const u32) {}

#[no_mangle]
extern "C" fn kspawn_lock(_: kspawn_lock_id) -> usize {
    0
}

#[no_mangle]
extern "C" fn kspawn_unlock(_: kspawn_lock_id, _: usize) {}

#[no_mangle]
extern "C" fn kspawn_task_exiting(_: *mut kspawn_task) {}

#[no_mangle]
unsafe extern "C" fn kspawn_process_dead(leader: *mut kspawn_task) {
    kspawn_task_put(leader);
}

#[no_mangle]
unsafe extern "C" fn kspawn_final_switch() -> ! {
    kspawn_task_finish(*CURRENT.get());
    *READY.get() = false;
    switch(other());
    panic!()
}

#[no_mangle]
extern "C" fn kspawn_panic(_: *const ctypes::c_char) -> ! {
    panic!()
}

unsafe extern "C" fn count(arg: *mut c_void) -> c_int {
    print("a kernel thread\n");
    let mut rounds = 0;
    while !kspawn_kthread_should_stop() {
        rounds += 1;
        kspawn_kthread_wait();
    }
    rounds + arg as usize as c_int
}

/// Runs a kernel thread, asks it to stop, and returns what it has returned.
unsafe fn layer1() -> c_int {
    let mut thread = null_mut();
    *IDLE.get() = core::mem::MaybeUninit::zeroed();
    *CURRENT.get() = IDLE.get().cast();
    if kspawn_fork_idle(IDLE.get().cast()) != 0 || kspawn_kthread_run(Some(count), 41 as _, &mut thread) != 0 {
        panic!();
    }
    switch(thread);
    kspawn_kthread_stop(thread)
}

#[no_mangle]
unsafe extern "C" fn main() -> c_int {
    layer0();
    let result = layer1();
    print(if result == 42 { "it has returned 42\n" } else { "it has returned something else\n" });
    print(if *FREED.get() { "and is freed\n" } else { "and is not freed\n" });
    if result == 42 && *FREED.get() { 0 } else { 1 }
}

/// Debian's `core` is compiled to unwind; nothing here does.
#[no_mangle]
extern "C" fn rust_eh_personality() {}
